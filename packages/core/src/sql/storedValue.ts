import type { SqliteValue } from "./Sqlite.ts"

/** The declared types of columns: what readers of the database go by. */
export type ColumnType = "TEXT" | "INTEGER" | "REAL" | "BOOLEAN"

const integer = /^(?:0|-?[1-9]\d*)$/
const decimal = /^(-?)0*(\d*)(?:\.(\d*?)0*)?$/
/** A decimal that no double rounds: no two of up to 15 digits make the same one. */
const short = /^-?\d+(?:\.\d+)?$/

const [smallest, largest] = [-(2n ** 63n), 2n ** 63n - 1n]

/** An integer; not one that has more than SQLite's 64 bits, or zeros in front. */
const integerOf = (text: string): number | bigint | undefined => {
  if (!integer.test(text)) return undefined
  if (text.length <= 15) return Number(text)
  const value = BigInt(text)
  return value < smallest || value > largest ? undefined : value
}

/** A decimal without the zeros that say nothing; nothing if it is not one. */
const bare = (text: string): string | undefined => {
  const [all, sign = "", whole = "", fraction = ""] = decimal.exec(text) ?? []
  if (all === undefined || !/\d/.test(all)) return undefined
  return `${sign}${whole === "" ? "0" : whole}${fraction === "" ? "" : `.${fraction}`}`
}

/** A decimal as a double; not one that would not come out of it again as it went in. */
const realOf = (text: string): number | undefined => {
  const number = Number(text)
  if (text.length <= 15 && short.test(text) && !Object.is(number, -0)) return number
  const spelled = bare(text)
  return spelled !== undefined && bare(String(number)) === spelled ? number : undefined
}

/** The value that a column of a type keeps for a cell; nothing if it would not be the same. */
export const storedValue = (type: ColumnType, cell: string): SqliteValue | undefined => {
  if (cell === "") return null
  if (type === "TEXT") return cell
  if (type === "INTEGER") return integerOf(cell)
  if (type === "REAL") return realOf(cell)
  return cell === "true" ? 1 : cell === "false" ? 0 : undefined
}

/** A value of a column as a text column keeps it. */
export const asText = (value: SqliteValue, from: ColumnType): SqliteValue => {
  if (value === null || from === "TEXT") return value
  return from === "BOOLEAN" ? (value === 1n || value === 1 ? "true" : "false") : String(value)
}
