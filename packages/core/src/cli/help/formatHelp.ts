import type { Style } from "../output/Style.ts"
import { columnsOf, wrap } from "../output/wrap.ts"
import type { Entry, HelpPage, Section } from "./HelpPage.ts"

/** How help is laid out. */
interface Layout {
  /** How many columns there are. */
  readonly width: number
  /** Sets the name of a section off. */
  readonly strong: (text: string) => string
}

/** The maximum width of help, however wide the terminal is, and the width if there is no terminal. */
const [widest, usual] = [100, 80]

const layoutOf = ({ isColoured, width }: Pick<Style, "isColoured" | "width">): Layout => ({
  width: Math.min(Number.isFinite(width) ? width : usual, widest),
  strong: (text) => (isColoured ? `\u001b[1m${text}\u001b[22m` : text),
})

/**
 * The maximum width of the column of names with meanings next to them, as a part of the width; the meanings of longer
 * names follow below them.
 */
const widestNames = 0.45

/** Lines names up with their meanings. */
const linedUp = (rows: ReadonlyArray<Entry>, width: number): string => {
  const lengths = rows.map(([name]) => columnsOf(name)).filter((length) => length + 6 <= width * widestNames)
  const column = Math.max(0, ...lengths) + 4
  return rows
    .map(([name, meaning]) => {
      const isBeside = columnsOf(name) + 4 <= column
      const [first = "", ...others] = wrap(meaning, width - column - 2).split("\n")
      const below = [...(isBeside ? [] : [first]), ...others].map((line) => " ".repeat(column + 2) + line)
      return [isBeside ? `  ${name.padEnd(column)}${first}`.trimEnd() : `  ${name}`, ...below].join("\n")
    })
    .join("\n")
}

const indented = (text: string, width: number): string =>
  wrap(text, width - 2)
    .split("\n")
    .map((line) => (line === "" ? "" : `  ${line}`))
    .join("\n")

/** Breaks a call of the command before its flags, so that it can be copied as it stands. */
const wrapCall = (call: string, width: number): string => {
  const [first = "", ...flags] = call.split(/ (?=--[a-z])/)
  const lines = [first]
  for (const flag of flags) {
    const last = lines.at(-1) ?? ""
    if (columnsOf(last) + columnsOf(flag) + 5 <= width) lines[lines.length - 1] = `${last} ${flag}`
    else lines.push(`    ${flag}`)
  }
  return lines.map((line) => `  ${line}`).join(" \\\n")
}

const bodyOf = (section: Section, width: number): string => {
  if ("text" in section) return indented(section.text, width)
  if ("entries" in section) return linedUp(section.entries, width)
  return section.examples
    .map(({ command, description: about }) =>
      [...(about === undefined ? [] : [indented(`# ${about}`, width)]), wrapCall(command, width)].join("\n"),
    )
    .join("\n\n")
}

/** Lays the help of a command out, as text. */
export const formatHelp = ({ note, sections }: HelpPage, style: Pick<Style, "isColoured" | "width">): string => {
  const { strong, width } = layoutOf(style)
  return [...sections.map((section) => `${strong(section.title)}\n${bodyOf(section, width)}`), wrap(note, width)].join(
    "\n\n",
  )
}
