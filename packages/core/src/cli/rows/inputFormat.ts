import type { InputFormat } from "./rowFormat.ts"

/** How the rows of a text are written down. */
export type TextFormat =
  | { readonly kind: "ndjson" | "json" }
  | {
      readonly kind: "csv"
      readonly delimiter: string
      /** Whether the first line sets the delimiter rather than being a row. */
      readonly hasDelimiterLine: boolean
    }

const delimiters = [",", ";", "|", "\t"]

/** Excel's way to say what stands between cells. */
const delimiterLine = /^"?sep=([^"\r\n])"?(?:\r\n|\r|\n|$)/i

/** Finds what stands between cells: what there is most of in the header, quoted names left out. */
const delimiterIn = (header: string): string => {
  const bare = header.replaceAll(/"(?:[^"]|"")*"?/g, "")
  const count = (delimiter: string): number => bare.split(delimiter).length
  return delimiters.reduce((best, each) => (count(each) > count(best) ? each : best))
}

/** Follows a text to the end of its first line that is not blank: line breaks within quotation marks end none. */
const makeLineScan = () => {
  let inQuotes = false
  let isBlank = true
  /** Gives the place behind the line, where it ends in this piece. */
  return (piece: string): number | undefined => {
    for (let at = 0; at < piece.length; at++) {
      const char = piece.charAt(at)
      if (char === '"') inQuotes = !inQuotes
      if (!inQuotes && !isBlank && (char === "\n" || char === "\r")) return at
      if (char.trim() !== "" && char !== "\ufeff") isBlank = false
    }
    return undefined
  }
}

/** Tells, piece by piece, whether there is enough of a text to say how its rows are written down; no more than so many characters are waited for. */
export const enoughText = (most: number): ((piece: string) => boolean) => {
  let scan = makeLineScan()
  let [seen, lines] = [0, 0]
  let first = ""
  return (piece) => {
    seen += piece.length
    let left = piece
    for (;;) {
      const end = scan(left)
      first += lines === 0 ? left.slice(0, end) : ""
      if (end === undefined) return seen >= most
      // A line for the delimiter may come before the header, whose end it is not.
      if (lines++ > 0 || !delimiterLine.test(first.trimStart())) return true
      scan = makeLineScan()
      left = left.slice(end)
    }
  }
}

/** The first line of a text that is not blank. */
const firstLine = (text: string): string => {
  const blank = text.slice(0, text.length - text.trimStart().length)
  const start = 1 + Math.max(blank.lastIndexOf("\n"), blank.lastIndexOf("\r"))
  return text.slice(start, start + (makeLineScan()(text.slice(start)) ?? text.length))
}

const csv = (beginning: string, isTabbed: boolean): TextFormat => {
  const stated = delimiterLine.exec(beginning)?.[1]
  if (stated !== undefined) return { kind: "csv", delimiter: stated, hasDelimiterLine: true }
  const header = firstLine(beginning)
  const delimiter = isTabbed ? "\t" : delimiterIn(header)
  return { kind: "csv", delimiter, hasDelimiterLine: false }
}

/**
 * Determines the format of a text's rows: as stated, as it begins, or as the file's name suggests if that is ambiguous.
 */
export const textFormat = (
  beginning: string,
  stated: InputFormat | undefined,
  named: InputFormat | undefined,
): TextFormat => {
  if (stated === "ndjson" || stated === "json") return { kind: stated }
  const start = firstLine(beginning).trimStart()
  if (stated === undefined) {
    if (/^\[\s*(?:[{\]]|$)/.test(start)) return { kind: "json" }
    if (start.startsWith("{")) return { kind: "ndjson" }
    if (named === "ndjson" || named === "json") return { kind: named }
  }
  return csv(beginning, stated === "tsv" || (named === "tsv" && start.includes("\t")))
}

/** A text without the line that sets its delimiter. */
export const withoutDelimiterLine = (beginning: string): string => beginning.replace(delimiterLine, "")
