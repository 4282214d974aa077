import { dateReader, type ReadDate } from "./datePattern.ts"

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
  /** Takes a cell, and the line that it is in; empty ones say nothing. Tells whether it fits those before it. */
  readonly add: (cell: string, line: number) => boolean
  readonly found: () => DateFormat
  /** What the dates are without those that do not fit. */
  readonly foundOfFitting: () => Exclude<DateFormat, { readonly _tag: "none" }>
}

/**
 * How days are spelled in files; of two that read the same, the stricter comes first.
 *
 * Zoho's pages show `MM/dd/yyyy` and `yyyy/MM/dd`, and a recorded job has the latter; that Zoho takes the other letters and orders of Java's
 * patterns is an inference.
 */
const days = [
  "yyyy-MM-dd",
  "yyyy/MM/dd",
  "yyyy.MM.dd",
  "MM/dd/yyyy",
  "dd/MM/yyyy",
  "dd.MM.yyyy",
  "MM-dd-yyyy",
  "dd-MM-yyyy",
  "M/d/yyyy",
  "d/M/yyyy",
  "d.M.yyyy",
  "M-d-yyyy",
  "d-M-yyyy",
  "dd-MMM-yyyy",
  "d-MMM-yyyy",
  "dd MMM yyyy",
  "d MMM yyyy",
  "MMM d, yyyy",
] as const

const offset = "XXX"

/** How times are spelled behind a day. */
const times = [
  " HH:mm:ss",
  " HH:mm",
  "'T'HH:mm:ssXXX",
  "'T'HH:mm:ss",
  "'T'HH:mm",
  "'T'HH:mm:ss.SSSXXX",
  "'T'HH:mm:ss.SSS",
  " HH:mm:ssXXX",
  " HH:mm:ss.SSS",
  " hh:mm:ss a",
  " hh:mm a",
  " h:mm:ss a",
  " h:mm a",
] as const

interface Candidate {
  readonly format: string
  readonly read: (text: string) => ReadDate | undefined
}

const candidateOf = (format: string): Candidate => ({ format, read: dateReader(format) })

const momentsOf = (formats: ReadonlyArray<string>): ReadonlyArray<Candidate> =>
  [...formats.flatMap((day) => times.map((time) => `${day}${time}`)), ...formats].map(candidateOf)

const ofDate = days.map(candidateOf)

const ofMoment = momentsOf(days)

/** The patterns that come into question where one is stated: it may be that of the day alone, with any time behind it. */
const ofStated = (type: "date" | "datetime", format: string): ReadonlyArray<Candidate> => {
  const hasTime = /[Hhms]/.test(format.replaceAll(/'[^']*'/g, ""))
  if (hasTime) return type === "date" ? ofDate : [candidateOf(format)]
  return type === "date" ? [candidateOf(format)] : momentsOf([format])
}

const spelled = ({ day, month, year }: ReadDate): string =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`

/** The readings of a text by some patterns, one for each day that it may be. */
const readingsOf = (text: string, candidates: ReadonlyArray<Candidate>): ReadonlyArray<DateReading> => {
  const readings = candidates.flatMap(({ format, read }) => {
    const date = read(text)
    return date === undefined ? [] : [{ format, day: spelled(date) }]
  })
  return readings.filter(({ day }, at) => readings.findIndex((other) => other.day === day) === at)
}

/** Makes a finder for a column that goes to a field for days, or for moments; only what the `stated` pattern reads comes into question. */
export const findDateFormat = (type: "date" | "datetime", stated?: string): DateFormatFinder => {
  const usual = type === "date" ? ofDate : ofMoment
  let candidates = stated === undefined ? usual : ofStated(type, stated)
  let isEmpty = true
  let doubtful: string | undefined
  let misfit: Extract<DateFormat, { readonly _tag: "none" }> | undefined

  const add = (cell: string, line: number): boolean => {
    if (cell === "") return true
    const [only] = candidates
    if (candidates.length === 1 && only?.read(cell) !== undefined) {
      isEmpty = false
      return true
    }
    const left = candidates.filter(({ read }) => read(cell) !== undefined)
    if (left.length === 0) {
      misfit ??= { _tag: "none", line, value: cell, before: isEmpty ? undefined : only?.format }
      return false
    }
    isEmpty = false
    candidates = left
    if (left.length > 1 && doubtful === undefined && readingsOf(cell, left).length > 1) doubtful = cell
    return true
  }

  const foundOfFitting = (): ReturnType<DateFormatFinder["foundOfFitting"]> => {
    const [first] = candidates
    if (isEmpty || first === undefined) return { _tag: "empty" }
    const readings = doubtful === undefined ? [] : readingsOf(doubtful, candidates)
    return doubtful !== undefined && readings.length > 1
      ? { _tag: "ambiguous", example: doubtful, readings }
      : { _tag: "one", format: first.format, hasOffset: first.format.includes(offset) }
  }

  return { add, found: () => misfit ?? foundOfFitting(), foundOfFitting }
}
