import * as Stream from "effect/Stream"
import type { CsvRow } from "./csv.ts"
import { jsonText, plainRanges, spelledOut } from "./jsonText.ts"

/** What may need to be escaped in a JSON text: hardly any cell contains it, which one check reveals. */
const suspect = new RegExp(String.raw`[^ !#-[\]-~${plainRanges}]`)

const textOf = (cell: string): string => (suspect.test(cell) ? spelledOut(JSON.stringify(cell)) : `"${cell}"`)

/** Objects have names that are numbers first, and each name once: only under other headers are the names in their order. */
const keepsOrder = (header: CsvRow): boolean =>
  header.length > 0 && new Set(header).size === header.length && !header.some((name) => /^\d+$/.test(name))

/** Makes what writes rows as objects by the names of their columns, a line each. */
const makeRecordLines = (header: CsvRow): ((rows: ReadonlyArray<CsvRow>) => string) => {
  if (!keepsOrder(header)) {
    return (rows) =>
      rows.map((row) => `${jsonText(Object.fromEntries(header.map((name, at) => [name, row[at] ?? ""])))}\n`).join("")
  }
  const names = header.map((name, at) => `${at === 0 ? "{" : ","}${jsonText(name)}:`)
  return (rows) => {
    let text = ""
    for (const row of rows) {
      let line = ""
      for (let at = 0; at < names.length; at++) line += names[at]! + textOf(row[at] ?? "")
      text += `${line}}\n`
    }
    return text
  }
}

const encoder = new TextEncoder()

/** Writes rows, whose first one is the header, as one object a line by the names of their columns: one piece of bytes for each chunk of rows. */
export const recordLines = <E, R>(rows: Stream.Stream<CsvRow, E, R>): Stream.Stream<Uint8Array, E, R> =>
  Stream.suspend(() => {
    let lines: ((rows: ReadonlyArray<CsvRow>) => string) | undefined
    return Stream.mapArray(rows, (chunk) => {
      const body = lines === undefined ? chunk.slice(1) : chunk
      lines ??= makeRecordLines(chunk[0])
      return [encoder.encode(lines(body))]
    })
  })
