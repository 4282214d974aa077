import { dateReader, type ReadDate } from "./datePattern.ts"

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

/** A pattern, and what reads dates by it. */
export interface DateCandidate {
  readonly format: string
  readonly read: (text: string) => ReadDate | undefined
}

/** Readers are made when they are needed: there are hundreds, and few runs read dates. */
const candidateOf = (format: string): DateCandidate => {
  let read: DateCandidate["read"] | undefined
  return { format, read: (text) => (read ??= dateReader(format))(text) }
}

const momentsOf = (formats: ReadonlyArray<string>): ReadonlyArray<DateCandidate> =>
  [...formats.flatMap((day) => times.map((time) => `${day}${time}`)), ...formats].map(candidateOf)

/** What comes into question for days. */
export const usualDays = days.map(candidateOf)

/** What comes into question for moments: the day alone as well. */
export const usualMoments = momentsOf(days)

/** The patterns that are possible if one is stated: it may be that of the day alone, followed by any time. */
export const candidatesStated = (type: "date" | "datetime", format: string): ReadonlyArray<DateCandidate> => {
  const hasTime = /[Hhms]/.test(format.replaceAll(/'[^']*'/g, ""))
  if (hasTime) return type === "date" ? usualDays : [candidateOf(format)]
  return type === "date" ? [candidateOf(format)] : momentsOf([format])
}
