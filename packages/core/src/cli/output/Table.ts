import type { Style } from "./Style.ts"

/** Lines up `[name, value]` pairs; a value of several lines keeps its column. */
export const nameAndValue = (style: Style, rows: ReadonlyArray<readonly [string, string]>): string => {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows
    .map(([name, value]) => {
      const [first, ...others] = value.split("\n")
      return [`${style.faint(name.padEnd(width))}  ${first}`, ...others.map((line) => " ".repeat(width + 2) + line)]
    })
    .flat()
    .join("\n")
}

type Cell = string | number

/** Lines up rows under their headings, numbers to the right. */
export const grid = (
  style: Style,
  headings: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<Cell>>,
): string => {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => String(row[column]).length)),
  )
  const isNumeric = headings.map((_, column) => rows.every((row) => typeof row[column] === "number"))
  const line = (cells: ReadonlyArray<Cell>): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return isNumeric[column] ? String(cell).padStart(width) : String(cell).padEnd(width)
      })
      .join("  ")
      .trimEnd()
  return [style.faint(line(headings)), ...rows.map(line)].join("\n")
}
