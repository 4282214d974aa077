import type * as HelpDoc from "effect/cli/HelpDoc"
import * as Option from "effect/Option"
import { columnsOf, wrap } from "../output/wrap.ts"

/** How help is laid out. */
export interface Layout {
  /** How many columns there are. */
  readonly width: number
  /** Sets the name of a section off. */
  readonly strong: (text: string) => string
}

/** A name and what it is for. */
export type Entry = readonly [name: string, meaning: string]

/** The widest column of names beside which meanings stand, as a part of the width; the meanings of longer names stand below them. */
const widestNames = 0.45

/** Lines names up with their meanings. */
export const entries = (rows: ReadonlyArray<Entry>, { width }: Pick<Layout, "width">): string => {
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

/** A section under its name. */
export const section = (title: string, body: string, { strong }: Layout): string => `${strong(title)}\n${body}`

const meaningOf = (description: Option.Option<string>): string => Option.getOrElse(description, () => "")

/** What a value of a kind is called. */
const valueNames: Readonly<Record<string, string>> = { string: "<value>", integer: "<number>", choice: "<word>" }

/** The most letters that the choices of a flag take where it is named; longer ones stand in its meaning. */
const longestChoices = 26

/** A flag as it is typed, its short form behind the long one, and what it is for. */
export const flagEntry = ({ aliases, description, name, type }: HelpDoc.FlagDoc): Entry => {
  const [, meaning = "", choices] = /^([^]*?) ?(?:\(choices: ([^)]*)\))?$/.exec(meaningOf(description)) ?? []
  const words = choices?.split(", ").join("|")
  const isShort = words !== undefined && words.length <= longestChoices
  const value = isShort ? `<${words}>` : (valueNames[type] ?? (type.includes("|") ? "<word>" : type))
  const isBoolean = type === "boolean"
  return [
    `--${[name, ...aliases].join(", ")}${isBoolean ? "" : value.startsWith("[=") ? value : ` ${value}`}`,
    choices === undefined || isShort ? meaning : `${meaning} (${choices})`,
  ]
}

/** Flags and what they are for. */
export const flagEntries = (flags: ReadonlyArray<HelpDoc.FlagDoc>, layout: Layout): string =>
  entries(flags.map(flagEntry), layout)

const argumentEntry = ({ description, name, required, variadic }: HelpDoc.ArgDoc): Entry => [
  required ? `<${name}${variadic ? "..." : ""}>` : `[<${name}${variadic ? "..." : ""}>]`,
  meaningOf(description),
]

/** Breaks a call of the command before its flags, so that it can be copied as it stands. */
const wrapCall = (call: string, width: number): string => {
  const [first = "", ...flags] = call.split(/ (?=--[a-z])/)
  const lines = [first]
  for (const flag of flags) {
    const last = lines.at(-1) ?? ""
    if (columnsOf(last) + columnsOf(flag) + 3 <= width) lines[lines.length - 1] = `${last} ${flag}`
    else lines.push(`    ${flag}`)
  }
  return lines.map((line) => `  ${line}`).join(" \\\n")
}

/** The sections of a command's help, but for flags that are not its own. */
export const ownSections = (doc: HelpDoc.HelpDoc, layout: Layout): ReadonlyArray<string> => {
  const { args = [], description, examples = [], flags, subcommands = [], usage } = doc
  const inner = { ...layout, width: layout.width - 2 }
  const indented = (text: string): string =>
    wrap(text, inner.width)
      .split("\n")
      .map((line) => (line === "" ? "" : `  ${line}`))
      .join("\n")
  return [
    ...(description === "" ? [] : [section("DESCRIPTION", indented(description), layout)]),
    section("USAGE", indented(usage), layout),
    ...(args.length === 0 ? [] : [section("ARGUMENTS", entries(args.map(argumentEntry), layout), layout)]),
    ...(flags.length === 0 ? [] : [section("FLAGS", flagEntries(flags, layout), layout)]),
    ...subcommands.map(({ commands, group }) =>
      section(
        group === undefined ? "COMMANDS" : `${group}:`,
        entries(
          commands.map(({ description: long, name, shortDescription }): Entry => [name, shortDescription ?? long]),
          layout,
        ),
        layout,
      ),
    ),
    ...(examples.length === 0
      ? []
      : [
          section(
            "EXAMPLES",
            examples
              .map(({ command, description: about }) =>
                [...(about === undefined ? [] : [indented(`# ${about}`)]), wrapCall(command, inner.width)].join("\n"),
              )
              .join("\n\n"),
            layout,
          ),
        ]),
  ]
}
