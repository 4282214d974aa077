/** A row of a table in Markdown: its cells, and the name in one of them without its quotes. */
export interface Row {
  readonly name: string
  readonly cells: ReadonlyArray<string>
}

const cellsIn = (line: string): ReadonlyArray<string> =>
  line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())

/** The rows of all tables of a page, but for their headings; the name of each is in its first column, or another one. */
export const rowsOf = (markdown: string, nameAt = 0): ReadonlyArray<Row> => {
  const lines = markdown.split("\n").map((line) => line.trim())
  return lines.flatMap((line, at) => {
    const isHeading = /^\|[\s:|-]+\|$/.test(lines[at + 1] ?? "")
    const isRow = line.startsWith("|") && line.endsWith("|") && !isHeading && !/^\|[\s:|-]+\|$/.test(line)
    const cells = isRow ? cellsIn(line) : []
    return isRow ? [{ name: (cells[nameAt] ?? "").replaceAll("`", ""), cells }] : []
  })
}
