import { number } from "../output/amount.ts"
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import type * as Pull from "effect/Pull"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import { InputUnreadable } from "../../failure/InvalidInput.ts"
import { type CsvRow, lengthOfRow } from "../../formats/csv.ts"
import { type NdjsonLine, ndjsonLines } from "../../formats/ndjson.ts"
import { anyCell } from "../../formats/values/cellOfJson.ts"
import { isNumberAsSent, type JsonProblem, parseJson } from "../../wire/Json.ts"
import { tellingPlaces } from "../../transfer/imports/ImportRequest.ts"
import { own } from "../../domain/own.ts"
import { hasNul, type InputRow, isBlankRow, type LeftOut, nulProblem } from "../../transfer/rows/InputRow.ts"

const problems: Readonly<Record<JsonProblem, string>> = {
  "not-json": "this is not JSON",
  "too-deep": "this is nested too deeply",
}

/** What a file may be that has no whole document on its first line. */
const overLines = "Write one JSON object on each line, as jq -c does."

const valueRemedy =
  "Write text, a number, true, false or null; a list of texts for several picked values; an object with the id of a record for a lookup."

const absentRemedy =
  "Write null to clear it, or add --ignore-empty to clear nothing; or put rows with other names into a separate file."

const unknownRemedy = "Give the first object every name, with null for those without a value."

/** How objects are read as rows. */
export interface Objects {
  readonly source: string
  readonly maxRowSize: number
  /** Whether a name that an object leaves out is as good as an empty cell. */
  readonly ignoreEmpty?: boolean | undefined
  readonly leftOut: LeftOut
}

/**
 * Checks whether an object may have more names than are known of it: a glance at the colons behind quotation marks, and
 * not at every character.
 */
const mayHaveMore = (words: string, known: number): boolean => {
  let count = 0
  for (let at = words.indexOf(":"); at !== -1; at = words.indexOf(":", at + 1)) {
    let before = at - 1
    while (/[ \t\r]/.test(words.charAt(before))) before--
    if (words.charAt(before) === '"') count++
  }
  return count > known
}

/** How many names the object of a text has, those that come twice counted twice: a parser keeps the last one only. */
const namesIn = (words: string): number => {
  let count = 0
  let depth = 0
  let inString = false
  for (let at = 0; at < words.length; at++) {
    const char = words.charCodeAt(at)
    if (inString) {
      if (char === 0x5c) at++
      else if (char === 0x22) inString = false
    } else if (char === 0x22) inString = true
    else if (char === 0x7b || char === 0x5b) depth++
    else if (char === 0x7d || char === 0x5d) depth--
    else if (char === 0x3a && depth === 1) count++
  }
  return count
}

/** Makes rows of each object of a stream. What cannot be read fails once the rows before it are handed on. */
const takenOneByOne = <E, R>(
  objects: Stream.Stream<NdjsonLine, E, R>,
  rowsOf: (object: NdjsonLine) => ReadonlyArray<InputRow> | InputUnreadable,
): Stream.Stream<InputRow, E | InputUnreadable, R> =>
  Stream.transformPull(objects, (pull) =>
    Effect.sync(() => {
      let problem: InputUnreadable | undefined
      const next: Pull.Pull<Arr.NonEmptyReadonlyArray<InputRow>, E | InputUnreadable, void, R> = Effect.suspend(() => {
        if (problem !== undefined) return Effect.fail(problem)
        return Effect.flatMap(pull, (chunk) => {
          const all: Array<InputRow> = []
          for (const object of chunk) {
            const rows = rowsOf(object)
            if (rows instanceof InputUnreadable) {
              problem = rows
              break
            }
            all.push(...rows)
          }
          return Arr.isReadonlyArrayNonEmpty(all) ? Effect.succeed(all) : next
        })
      })
      return next
    }),
  )

/** Reads rows of objects, the names of the first one being the header, which is on the line of that. */
export const objectRows =
  ({ ignoreEmpty = false, leftOut, maxRowSize, source }: Objects) =>
  <E, R>(objects: Stream.Stream<NdjsonLine, E, R>): Stream.Stream<InputRow, E | InputUnreadable, R> =>
    Stream.suspend(() => {
      let header: CsvRow | undefined
      let passedOver: ReadonlySet<string> = new Set()
      const rowsOf = ({ line, words }: NdjsonLine): ReadonlyArray<InputRow> | InputUnreadable => {
        const problemAt = (problem: string, remedy: string) => new InputUnreadable({ source, line, problem, remedy })
        const parsed = parseJson(words)
        if (Result.isFailure(parsed)) {
          return problemAt(
            problems[parsed.failure],
            /^[{[]\s*$/.test(words) ? overLines : "Write one JSON object on each line.",
          )
        }
        const value = parsed.success
        if (typeof value !== "object" || value === null || Array.isArray(value) || isNumberAsSent(value)) {
          return problemAt(
            "this is not an object",
            "Write one JSON object on each line, with the names of the columns.",
          )
        }
        const record = value as Readonly<Record<string, unknown>>
        const all = Object.keys(record)
        if (mayHaveMore(words, all.length) && namesIn(words) !== all.length) {
          return problemAt("a name is repeated", "Write every name once: all but the last value would be lost.")
        }
        const isFirst = header === undefined
        if (isFirst) passedOver = new Set(tellingPlaces(all).map((at) => all[at] ?? ""))
        const given = passedOver.size === 0 ? all : all.filter((name) => !passedOver.has(name))
        const names = (header ??= given)
        if (names.length === 0) return problemAt("this object has no columns", unknownRemedy)
        const unknown = given.find((name) => !names.includes(name))
        if (unknown !== undefined) {
          return problemAt(`${unknown} is not among the names of the first object`, unknownRemedy)
        }
        const absent = ignoreEmpty ? undefined : names.find((name) => !Object.hasOwn(record, name))
        if (absent !== undefined) {
          return problemAt(`${absent} is left out, which is not the same as empty`, absentRemedy)
        }
        const row: Array<string> = []
        for (const name of names) {
          const cell = anyCell(own(record, name))
          if (Result.isFailure(cell)) return problemAt(`${name} ${cell.failure}`, valueRemedy)
          row.push(cell.success)
        }
        if (lengthOfRow(row) > maxRowSize) {
          return problemAt(
            `the row has more than ${number(maxRowSize)} characters`,
            `A row may have at most ${number(maxRowSize)} characters.`,
          )
        }
        if (row.some(hasNul)) return problemAt(nulProblem.problem, nulProblem.remedy)
        const rows = isBlankRow(row) ? [] : [{ line, cells: row }]
        if (rows.length === 0) leftOut.emptyRows++
        return isFirst ? [{ line, cells: names }, ...rows] : rows
      }
      return takenOneByOne(objects, rowsOf)
    })

/** Reads rows of NDJSON: one object a line. */
export const ndjsonInput = <E, R>(
  text: Stream.Stream<string, E, R>,
  objects: Objects,
): Stream.Stream<InputRow, E | InputUnreadable, R> => objectRows(objects)(ndjsonLines(text))
