import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { CurrentLimits } from "../settings/Limits.ts"
import { InputUnreadable } from "../failure/InvalidInput.ts"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { type CsvRow, csvBytes } from "../formats/csv.ts"
import { reasonColumn } from "./ImportRequest.ts"
import type { JournalKeeper } from "./Journal.ts"
import { report } from "./Progress.ts"

/** The share of the most bytes of an upload that rows may take, packed or not: some room is left for what packing adds. */
const shareOfUpload = 0.96

/** The name under which the journal keeps the rows of a part. */
export const rowsOfPart = (part: number): string => `part-${part}.csv`

const invalid = (problem: string, remedy: string, line?: number): InputUnreadable =>
  new InputUnreadable({ source: "the rows", problem, remedy, ...(line === undefined ? {} : { line }) })

const headerProblem = (header: CsvRow): InputUnreadable | undefined => {
  const names = header.map((name) => name.trim())
  const empty = names.indexOf("")
  if (empty !== -1) return invalid(`column ${empty + 1} of the header has no name`, "Name every column.", 1)
  const doubled = names.find((name, at) => names.indexOf(name) !== at)
  return doubled === undefined
    ? undefined
    : invalid(`the header has two columns ${doubled}`, "Leave one of them out, or name it otherwise.", 1)
}

const encoder = new TextEncoder()

/** About how many bytes a row takes as CSV: never less than it does. */
const bytesOf = (row: CsvRow): number =>
  row.reduce((sum, cell) => {
    const plain = /[^\u0020-\u007e]/.test(cell) ? encoder.encode(cell).byteLength : cell.length
    return sum + plain + 3 + (cell.includes('"') ? cell.split('"').length - 1 : 0)
  }, 0)

/**
 * Splits rows, whose first one is the header, into parts that one write job takes each, and puts them into the journal: all of them, so that
 * whatever is wrong with them is known before anything is spent, and they are never needed again.
 */
export const splitRows = Effect.fnUntraced(function* <E, R>(
  journal: JournalKeeper,
  rows: Stream.Stream<CsvRow, E, R>,
): Effect.fn.Return<ReadonlyArray<number>, E | InputUnreadable | StorageFailed, R> {
  const known = (yield* journal.entries).find((entry) => entry.step === "split")
  if (known !== undefined) return known.parts
  const { maxUploadBytes, maxUploadRows: maxRows } = yield* CurrentLimits
  const maxBytes = maxUploadBytes * shareOfUpload
  const parts: Array<number> = []
  let header: CsvRow | undefined
  let passedOver = -1
  let part: Array<CsvRow> = []
  let size = 0
  let seen = 0

  const without = (row: CsvRow): CsvRow => (passedOver === -1 ? row : row.filter((_, at) => at !== passedOver))

  const flush = Effect.suspend(() => {
    if (header === undefined || part.length === 0) return Effect.void
    parts.push(part.length)
    const whole = [header, ...part]
    part = []
    size = 0
    return journal.keep(rowsOfPart(parts.length), csvBytes(Stream.fromArray(whole)))
  })

  const begin = (row: CsvRow): InputUnreadable | undefined => {
    const problem = headerProblem(row)
    passedOver = row.indexOf(reasonColumn)
    header = without(row.map((name) => name.trim()))
    size = bytesOf(header)
    return problem
  }

  const take = Effect.fnUntraced(function* (row: CsvRow) {
    if (header === undefined) {
      const problem = begin(row)
      return problem === undefined ? undefined : yield* problem
    }
    seen++
    const cells = without(row)
    if (cells.length !== header.length) {
      const problem = `row ${seen} has ${cells.length} cells, and the header has ${header.length}`
      return yield* invalid(problem, "Give every row as many cells as the header has.")
    }
    const bytes = bytesOf(cells)
    if (part.length === maxRows || size + bytes > maxBytes) yield* flush
    if (bytes > maxBytes) {
      return yield* invalid(`row ${seen} alone has more than ${maxBytes} bytes`, "Zoho takes no row of that size.")
    }
    part.push(cells)
    size += bytes
  })

  yield* Stream.runForEachArray(rows, (chunk) => Effect.forEach(chunk, take, { discard: true }))
  yield* flush
  if (parts.length === 0) return yield* invalid("there are no rows", "Give at least one row beside the header.")
  yield* journal.append({ step: "split", at: yield* Clock.currentTimeMillis, parts })
  yield* report({ is: "split", rows: seen, parts: parts.length })
  return parts
})
