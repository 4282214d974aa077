import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import { InputUnreadable } from "../../failure/InvalidInput.ts"
import { type CsvRow, lengthOfRow } from "../../formats/csv.ts"
import { type NdjsonLine, ndjsonLines } from "../../formats/ndjson.ts"
import { isNumberAsSent, type JsonProblem, parseJson } from "../../wire/Json.ts"
import { own } from "../../domain/own.ts"

const problems: Readonly<Record<JsonProblem, string>> = {
  "not-json": "this is no JSON",
  "too-deep": "this nests too deep",
}

const cellOf = (value: unknown): string => {
  if (value === null || value === undefined) return ""
  return typeof value === "string" ? value : JSON.stringify(value)
}

/** Reads rows of NDJSON: one object a line, the names of the first one being the header. */
export const ndjsonInput = (
  source: string,
  text: Stream.Stream<string, InputUnreadable>,
  maxRowSize: number,
): Stream.Stream<CsvRow, InputUnreadable> =>
  Stream.suspend(() => {
    let header: CsvRow | undefined
    const rowsOf = ({ line, words }: NdjsonLine): Effect.Effect<ReadonlyArray<CsvRow>, InputUnreadable> => {
      const problemAt = (problem: string, remedy: string) => new InputUnreadable({ source, line, problem, remedy })
      const parsed = parseJson(words)
      if (Result.isFailure(parsed)) return problemAt(problems[parsed.failure], "Write one JSON object a line.")
      const value = parsed.success
      if (typeof value !== "object" || value === null || Array.isArray(value) || isNumberAsSent(value)) {
        return problemAt("this is no object", "Write one JSON object a line, by the names of the columns.")
      }
      const record = value as Readonly<Record<string, unknown>>
      const isFirst = header === undefined
      const names = (header ??= Object.keys(record))
      if (names.length === 0) return problemAt("this names no column", "Give the first line every name.")
      const unknown = Object.keys(record).find((name) => !names.includes(name))
      if (unknown !== undefined) {
        return problemAt(`${unknown} is not among the names of the first line`, "Give the first line every name.")
      }
      const row = names.map((name) => cellOf(own(record, name)))
      if (lengthOfRow(row) > maxRowSize) {
        return problemAt(`the row has more than ${maxRowSize} characters`, `A row may have ${maxRowSize} characters.`)
      }
      return Effect.succeed(isFirst ? [names, row] : [row])
    }
    return ndjsonLines(text).pipe(
      Stream.mapEffect(rowsOf),
      Stream.flatMap((rows) => Stream.fromArray(rows)),
    )
  })
