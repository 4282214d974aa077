import type * as Csv from "effect/encoding/Csv"

const byteOrderMark = "\uFEFF"

const escapedInClass = (delimiter: string): string => delimiter.replace(/[\\\]^-]/g, "\\$&")

/**
 * Makes a function that writes rows as lines of CSV, exactly as Effect's writer does: the lines of many rows as one
 * text. Hardly any cell contains anything that may need quotes, which one check reveals. `onQuoted` is called for each
 * cell that is quoted.
 */
export const makeCsvLines = (
  delimiter: string,
  onQuoted: () => void = () => {},
): ((rows: ReadonlyArray<Csv.Row>) => string) => {
  const ends = `${escapedInClass(delimiter)}"\\r\\n`
  const suspect = new RegExp(`[${ends}${byteOrderMark}]`)
  const special = new RegExp(`[${ends}]`)

  /** A mark at its beginning would be taken for that of the file. */
  const inQuotes = (cell: string): string => {
    if (!special.test(cell) && !cell.startsWith(byteOrderMark)) return cell
    onQuoted()
    return `"${cell.includes('"') ? cell.replaceAll('"', '""') : cell}"`
  }

  const written = (cell: string | undefined): string => {
    if (typeof cell === "string") return suspect.test(cell) ? inQuotes(cell) : cell
    if (cell === undefined) return ""
    throw new TypeError(`Csv: expected a string cell, got ${typeof cell}`)
  }

  return (rows) => {
    let text = ""
    for (const row of rows) {
      let line = written(row[0])
      // An empty line would be no row.
      if (row.length === 1 && line === "") {
        onQuoted()
        line = '""'
      }
      for (let at = 1; at < row.length; at++) line += delimiter + written(row[at])
      text += `${line}\n`
    }
    return text
  }
}
