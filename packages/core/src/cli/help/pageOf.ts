import * as Context from "effect/Context"
import type * as HelpDoc from "effect/cli/HelpDoc"
import * as Option from "effect/Option"
import { settingNames } from "../../settings/settingNames.ts"
import { exitCode } from "../failure/ExitCode.ts"
import type { Entry, HelpPage, Section } from "./HelpPage.ts"
import { CommandEnds } from "./Lesson.ts"
import { allExitCodes, documentNote, variablesWithoutFlag } from "./notes.ts"

const settingFlags: ReadonlySet<string> = new Set(Object.values(settingNames).map(({ flag }) => flag))

/** Flags of every command that only say something where Zoho is asked, or emulated. */
const ofZoho: ReadonlySet<string> = new Set(["emulator", "records"])

const meaningOf = (description: Option.Option<string>): string => Option.getOrElse(description, () => "")

/** What a value of a kind is called. */
const valueNames: Readonly<Record<string, string>> = { string: "<value>", integer: "<number>", choice: "<word>" }

/** The maximum number of letters of a flag's choices in its name; longer ones are listed in its meaning. */
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

const argumentEntry = ({ description, name, required, variadic }: HelpDoc.ArgDoc): Entry => [
  required ? `<${name}${variadic ? "..." : ""}>` : `[<${name}${variadic ? "..." : ""}>]`,
  meaningOf(description),
]

/** Names and their meanings under a title, if there are any. */
const listed = (title: string, entries: ReadonlyArray<Entry>): ReadonlyArray<Section> =>
  entries.length === 0 ? [] : [{ title, entries }]

/** The sections of a command's help, but for flags that are not its own. */
const ownSections = (doc: HelpDoc.HelpDoc, flags: ReadonlyArray<HelpDoc.FlagDoc>): ReadonlyArray<Section> => {
  const { args = [], description, examples = [], subcommands = [], usage } = doc
  return [
    ...(description === "" ? [] : [{ title: "DESCRIPTION", text: description }]),
    { title: "USAGE", text: usage },
    ...listed("ARGUMENTS", args.map(argumentEntry)),
    ...listed("FLAGS", flags.map(flagEntry)),
    ...subcommands.map(({ commands, group }) => ({
      title: group === undefined ? "COMMANDS" : `${group}:`,
      entries: commands.map(({ description: long, name, shortDescription }): Entry => [name, shortDescription ?? long]),
    })),
    ...(examples.length === 0 ? [] : [{ title: "EXAMPLES", examples }]),
  ]
}

const exitSection = (codes: ReadonlyArray<readonly [code: number, meaning: string]>): Section => ({
  title: "EXIT CODES",
  entries: codes.map(([code, meaning]) => [String(code), meaning]),
})

/** The help of one command: its own part in full, then where to find the flags that every command accepts. */
const pageOfCommand = (doc: HelpDoc.HelpDoc, startedAs: string): HelpPage => {
  const { annotations, commandPath = [], inheritedFlags = [] } = doc
  const ends = Context.getOption(annotations, CommandEnds).pipe(Option.getOrUndefined)
  const isOfZoho = ends?.asksZoho !== false || commandPath.at(-1) === "emulator"
  const shared = inheritedFlags.filter(({ name }) => !settingFlags.has(name) && (isOfZoho || !ofZoho.has(name)))
  return {
    sections: [
      ...ownSections(doc, doc.flags),
      ...(ends === undefined ? [] : [exitSection(ends.codes.map(([name, meaning]) => [exitCode[name], meaning]))]),
      { title: "FLAGS OF EVERY COMMAND", entries: shared.map(flagEntry) },
    ],
    note: `For settings such as --data-center and --profile, and for --version, --completions and --log-level: ${startedAs} --help`,
  }
}

/** The help of the whole: what there is to do comes first, and the flags that go with all of it last. */
const pageOfAll = (doc: HelpDoc.HelpDoc): HelpPage => ({
  sections: [
    ...ownSections(doc, []),
    { title: "FLAGS", entries: doc.flags.map(flagEntry) },
    { title: "GLOBAL FLAGS", entries: (doc.globalFlags ?? []).map(flagEntry) },
    { title: "VARIABLES WITHOUT A FLAG", entries: variablesWithoutFlag },
    exitSection(allExitCodes),
  ],
  note: documentNote,
})

/** The same help for a reader who starts the command like this, and not by its name. */
const forReader = (startedAs: string, { examples, usage, ...doc }: HelpDoc.HelpDoc): HelpDoc.HelpDoc => {
  const typed = (words: string): string => words.replace(/^zoho-bulk\b/, startedAs)
  return {
    ...doc,
    usage: typed(usage),
    ...(examples === undefined
      ? {}
      : { examples: examples.map((example) => ({ ...example, command: typed(example.command) })) }),
  }
}

/** What the help of a command says to a reader who starts it like this. */
export const pageOf = (doc: HelpDoc.HelpDoc, startedAs: string): HelpPage => {
  const own = forReader(startedAs, doc)
  return (doc.commandPath ?? []).length < 2 ? pageOfAll(own) : pageOfCommand(own, startedAs)
}
