/** A day and a moment as a bulk write reads them if a mapping has no `format` (Zoho's bulk-write page). */
export const defaultFormats = { date: "MM/dd/yyyy", datetime: "MM/dd/yyyy HH:mm:ss" } as const

/** A day and a moment as an export has them. */
export const exampleFormats = { date: "yyyy-MM-dd", datetime: "yyyy-MM-dd'T'HH:mm:ssXXX" } as const

/** A day as a text says it. */
export interface ReadDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** A day, and the time of day that a text states with it: midnight if none. */
export interface ReadMoment extends ReadDate {
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** Such as `+05:30`, or `Z`; absent if the text states none. */
  readonly offset?: string
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

/** What the letters of a pattern mean, the longer ones first. */
const letters: ReadonlyArray<readonly [string, string]> = [
  ["yyyy", String.raw`(?<year>\d{4})`],
  ["MMM", `(?<name>[A-Za-z]{3})`],
  ["MM", String.raw`(?<month>\d\d)`],
  ["M", String.raw`(?<month>\d\d?)`],
  ["dd", String.raw`(?<day>\d\d)`],
  ["d", String.raw`(?<day>\d\d?)`],
  ["HH", String.raw`(?<hour>[01]\d|2[0-3])`],
  ["hh", String.raw`(?<hour>0\d|1[0-2])`],
  ["h", String.raw`(?<hour>0?\d|1[0-2])`],
  ["mm", String.raw`(?<minute>[0-5]\d)`],
  ["SSS", String.raw`\d{1,9}`],
  ["ss", String.raw`(?<second>[0-5]\d)`],
  ["a", "(?<half>[AaPp][Mm])"],
  ["XXX", String.raw`(?<offset>Z|[+-]\d\d:[0-5]\d)`],
  ["Z", String.raw`(?<offset>[+-]\d{4})`],
]

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)

/**
 * The expression for a pattern of Java's letters, in which quoted text stands for itself; none for a pattern with other
 * letters.
 */
const expressionOf = (format: string): RegExp | undefined => {
  let source = ""
  let left = format
  while (left !== "") {
    const quoted = /^'([^']*)'/.exec(left)
    const known = letters.find(([letter]) => left.startsWith(letter))
    if (quoted === null && known === undefined && /^['A-Za-z]/.test(left)) return undefined
    source += quoted === null ? (known?.[1] ?? escaped(left.charAt(0))) : escaped(quoted[1] ?? "")
    left = left.slice(quoted?.[0].length ?? known?.[0].length ?? 1)
  }
  try {
    return new RegExp(`^${source}$`)
  } catch {
    return undefined
  }
}

const daysIn = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

const dayIn = (year: string | undefined, month: string, name: string, day: string): ReadDate | undefined => {
  const found = {
    year: year === undefined ? Number.NaN : Number(year),
    month: name === "" ? Number(month) : months.indexOf(name.toLowerCase()) + 1,
    day: Number(day),
  }
  const isMonth = found.month >= 1 && found.month <= 12
  return isMonth && found.day >= 1 && found.day <= daysIn(found.year, found.month) ? found : undefined
}

/**
 * Makes a reader of dates by a pattern in the letters that Zoho's `format` has, which are Java's: `yyyy MM dd HH mm ss`, and beside them `M d MMM
 * hh h a SSS XXX`. It gives nothing for what is spelled otherwise, and for a day that there is not. A pattern that it does not know reads
 * nothing.
 */
export const dateReader = (format: string): ((text: string) => ReadDate | undefined) => {
  const named = expressionOf(format)?.source.replaceAll(/\?<(?:hour|minute|second|half|offset)>/g, "?:")
  if (named === undefined) return () => undefined
  // Groups without names are read twice as fast, and all dates of a file are read.
  const names = [...named.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name)
  const expression = new RegExp(named.replaceAll(/\?<\w+>/g, ""))
  const [yearAt, monthAt, nameAt, dayAt] = ["year", "month", "name", "day"].map((name) => names.indexOf(name) + 1)
  return (text) => {
    const found = expression.exec(text)
    if (found === null) return undefined
    const at = (place = 0): string => (place === 0 ? "" : (found[place] ?? ""))
    return dayIn(yearAt === 0 ? undefined : at(yearAt), at(monthAt), at(nameAt), at(dayAt))
  }
}

/** Makes a reader of moments by a pattern, as `dateReader` does of days. */
export const momentReader = (format: string): ((text: string) => ReadMoment | undefined) => {
  const expression = expressionOf(format)
  return (text) => {
    const parts = expression?.exec(text)?.groups
    if (parts === undefined) return undefined
    const {
      day: dayText = "",
      half,
      hour: hourText = "0",
      minute = "0",
      month = "",
      name = "",
      offset,
      second = "0",
    } = parts
    const date = dayIn(parts["year"], month, name, dayText)
    if (date === undefined) return undefined
    const hour = half === undefined ? Number(hourText) : (Number(hourText) % 12) + (/^p/i.test(half) ? 12 : 0)
    const time = { hour, minute: Number(minute), second: Number(second) }
    return { ...date, ...time, ...(offset === undefined ? {} : { offset: offset.replace(/^(.\d\d)(\d\d)$/, "$1:$2") }) }
  }
}

/** Makes a function that checks whether a text is spelled by a pattern, whether or not such a day exists. */
export const isOfForm = (format: string): ((text: string) => boolean) => {
  const expression = expressionOf(format)
  return (text) => expression?.test(text) ?? false
}

/** Checks whether what a pattern reads has an offset. */
export const saysOffset = (format: string): boolean => expressionOf(format)?.source.includes("<offset>") ?? false

/** Checks whether a pattern is one that dates can be read by. */
export const isDatePattern = (format: string): boolean => {
  const source = expressionOf(format)?.source ?? ""
  return source.includes("<year>") && source.includes("<day>") && /<(?:month|name)>/.test(source)
}
