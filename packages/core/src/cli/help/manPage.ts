import * as Context from "effect/Context"
import type * as HelpDoc from "effect/cli/HelpDoc"
import * as Option from "effect/Option"
import { exitCode } from "../failure/ExitCode.ts"
import { flagEntry } from "./pageOf.ts"
import { wrap } from "../output/wrap.ts"
import { CommandEnds } from "./Lesson.ts"
import { allExitCodes, documentNote, variablesWithoutFlag } from "./notes.ts"

/** A page of the manual: the name of its file, and what is in it. */
export interface ManPage {
  readonly file: string
  readonly text: string
}

/** Text as roff reads it, on one line: a hyphen is one that can be copied. */
const inline = (text: string): string => text.replaceAll("\\", "\\e").replaceAll("-", "\\-")

/** The same on lines of their own, none of which is long or a request. */
const roff = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) =>
      wrap(inline(line), 76)
        .split("\n")
        .map((each) => each.trim().replace(/^(?=[.'])/, "\\&"))
        .join("\n"),
    )
    .join("\n.br\n")

const section = (title: string, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.length === 0 ? [] : [`.SH ${title}`, ...lines]

const entry = ([name, meaning]: readonly [name: string, meaning: string]): ReadonlyArray<string> => [
  ".TP",
  `\\fB${inline(name)}\\fR`,
  meaning === "" ? "\\&" : roff(meaning),
]

const flagsOf = (flags: ReadonlyArray<HelpDoc.FlagDoc>): ReadonlyArray<string> =>
  flags.flatMap((flag) => entry(flagEntry(flag)))

/** The name of a page: `zoho-bulk-auth-login`. */
const nameOf = ({ commandPath = [] }: HelpDoc.HelpDoc): string => commandPath.join("-")

/** The page of a command, from what its help is made of. */
export const manPage = (doc: HelpDoc.HelpDoc, version: string, released: string): ManPage => {
  const { annotations, args = [], commandPath = [], description, examples = [], flags, subcommands = [], usage } = doc
  const name = nameOf(doc)
  const [does = "", ...more] = description.split("\n")
  const isRoot = commandPath.length < 2
  const ends = Option.getOrUndefined(Context.getOption(annotations, CommandEnds))
  const codes = isRoot ? allExitCodes : (ends?.codes ?? []).map(([key, meaning]) => [exitCode[key], meaning] as const)
  const others = subcommands.flatMap(({ commands }) => commands.map((each) => `${name}-${each.name}`))
  const related = isRoot ? others : ["zoho-bulk", ...others]
  const lines = [
    `.TH ${inline(name.toUpperCase())} 1 "${released}" "zoho\\-bulk ${inline(version)}" "User Commands"`,
    ...section("NAME", [roff(`${name} - ${does.replace(/\.$/, "")}`)]),
    ...section("SYNOPSIS", [`\\fB${inline(usage)}\\fR`]),
    ...section("DESCRIPTION", [roff([does, ...more].join("\n"))]),
    ...section(
      "COMMANDS",
      subcommands.flatMap(({ commands }) =>
        commands.flatMap((each) => entry([each.name, each.shortDescription ?? each.description])),
      ),
    ),
    ...section(
      "ARGUMENTS",
      args.flatMap((each) => entry([`<${each.name}>`, Option.getOrElse(each.description, () => "")])),
    ),
    ...section("OPTIONS", [
      ...flagsOf(flags),
      ...(isRoot
        ? flagsOf(doc.globalFlags ?? [])
        : [
            ...(flags.length === 0 ? [] : [".PP"]),
            "Every command also accepts the options of \\fBzoho\\-bulk\\fR(1).",
          ]),
    ]),
    ...(isRoot ? section("ENVIRONMENT", variablesWithoutFlag.flatMap(entry)) : []),
    ...section(
      "EXIT STATUS",
      codes.flatMap(([code, meaning]) => entry([String(code), meaning])),
    ),
    ...(isRoot ? [".PP", roff(documentNote)] : []),
    ...section(
      "EXAMPLES",
      examples.flatMap(({ command, description: about }, at) => [
        ...(at === 0 ? [] : [".PP"]),
        ...(about === undefined ? [] : [roff(`${about}:`)]),
        ".RS 4",
        `\\fB${roff(command)}\\fR`,
        ".RE",
      ]),
    ),
    ...section("SEE ALSO", [related.map((each) => `\\fB${inline(each)}\\fR(1)`).join(",\n")]),
  ]
  return { file: `${name}.1`, text: `${lines.join("\n")}\n` }
}
