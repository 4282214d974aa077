import { number } from "./amount.ts"
import type { Style } from "./Style.ts"
import { lines, linesOf, type Part, printable, say, type Words } from "./Words.ts"

/** Lines up `[name, value]` pairs; a value of several lines keeps its column. */
export const nameAndValue = (style: Style, rows: ReadonlyArray<readonly [string, Part]>): Words => {
  const width = Math.max(...rows.map(([name]) => name.length))
  return lines(
    rows.flatMap(([name, value]) => {
      const [first = "", ...others] = linesOf(say`${value}`)
      return [
        say`${style.faint(name.padEnd(width))}  ${first}`,
        ...others.map((line) => say`${" ".repeat(width + 2)}${line}`),
      ]
    }),
  )
}

type Cell = string | number

const shown = (cell: Cell | undefined): string => (typeof cell === "number" ? number(cell) : printable(String(cell)))

/** Lines up rows under their headings, numbers to the right. */
export const grid = (
  style: Style,
  headings: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<Cell>>,
): Words => {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => shown(row[column]).length)),
  )
  const isNumeric = headings.map((_, column) => rows.every((row) => typeof row[column] === "number"))
  const line = (cells: ReadonlyArray<Cell>): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return isNumeric[column] ? shown(cell).padStart(width) : shown(cell).padEnd(width)
      })
      .join("  ")
      .trimEnd()
  return lines([style.faint(line(headings)), ...rows.map(line)])
}
