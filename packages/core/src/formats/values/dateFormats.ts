import { candidatesStated, type DateCandidate, usualDays, usualMoments } from "./dateCandidates.ts"
import type { ReadDate } from "./datePattern.ts"
import { whyNoDate } from "./whyNoDate.ts"

/** What the dates of a column are. */
export type DateFormat =
  | { readonly _tag: "empty" }
  /** One pattern, by which all of them can be read. */
  | {
      readonly _tag: "one"
      /** What a mapping has as its `format`. */
      readonly format: string
      /** Whether each says how far its zone is from UTC; Zoho reads others in the zone of the user. */
      readonly hasOffset: boolean
    }
  /** All of them can be read in two ways, and one at least would be another day. */
  | { readonly _tag: "ambiguous"; readonly example: string; readonly readings: ReadonlyArray<DateReading> }
  /** No pattern reads all of them: here is the first one that does not fit those before it. */
  | { readonly _tag: "none"; readonly line: number; readonly value: string; readonly before: string | undefined }

/** What day a text is by a pattern. */
export interface DateReading {
  readonly format: string
  /** The day as in `2026-01-31`. */
  readonly day: string
}

/** Finds out how the dates of a column are spelled, value by value, and holds none but one of them. */
export interface DateFormatFinder {
  /** Takes a cell, and the line that it is in; empty ones say nothing. Says what is wrong with one that does not fit those before it. */
  readonly add: (cell: string, line: number) => string | undefined
  readonly found: () => DateFormat
  /** The patterns that read all dates so far. */
  readonly formats: () => ReadonlyArray<string>
  /** What the dates are without those that do not fit. */
  readonly foundOfFitting: () => Exclude<DateFormat, { readonly _tag: "none" }>
}

const offset = "XXX"

const spelled = ({ day, month, year }: ReadDate): string =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`

/** The readings of a text by some patterns, one for each day that it may be. */
const readingsOf = (text: string, candidates: ReadonlyArray<DateCandidate>): ReadonlyArray<DateReading> => {
  const readings = candidates.flatMap(({ format, read }) => {
    const date = read(text)
    return date === undefined ? [] : [{ format, day: spelled(date) }]
  })
  return readings.filter(({ day }, at) => readings.findIndex((other) => other.day === day) === at)
}

/** Makes a finder for a column that goes to a field for days, or for moments; only what the `stated` pattern reads comes into question. */
export const findDateFormat = (type: "date" | "datetime", stated?: string): DateFormatFinder => {
  const usual = type === "date" ? usualDays : usualMoments
  let candidates = stated === undefined ? usual : candidatesStated(type, stated)
  let isEmpty = true
  let doubtful: string | undefined
  let misfit: Extract<DateFormat, { readonly _tag: "none" }> | undefined

  const add = (cell: string, line: number): string | undefined => {
    if (cell === "") return undefined
    const [only] = candidates
    if (candidates.length === 1 && only?.read(cell) !== undefined) {
      isEmpty = false
      return undefined
    }
    const left = candidates.filter(({ read }) => read(cell) !== undefined)
    if (left.length === 0) {
      misfit ??= { _tag: "none", line, value: cell, before: isEmpty ? undefined : only?.format }
      return whyNoDate(cell, type, stated)
    }
    isEmpty = false
    candidates = left
    if (left.length > 1 && doubtful === undefined && readingsOf(cell, left).length > 1) doubtful = cell
    return undefined
  }

  const foundOfFitting = (): ReturnType<DateFormatFinder["foundOfFitting"]> => {
    const [first] = candidates
    if (isEmpty || first === undefined) return { _tag: "empty" }
    const readings = doubtful === undefined ? [] : readingsOf(doubtful, candidates)
    return doubtful !== undefined && readings.length > 1
      ? { _tag: "ambiguous", example: doubtful, readings }
      : { _tag: "one", format: first.format, hasOffset: first.format.includes(offset) }
  }

  const formats = () => candidates.map(({ format }) => format)

  return { add, formats, found: () => misfit ?? foundOfFitting(), foundOfFitting }
}
