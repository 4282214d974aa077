import type * as CliError from "effect/cli/CliError"
import type * as HelpDoc from "effect/cli/HelpDoc"
import { settingNames } from "../../settings/settingNames.ts"
import { didYouMean } from "../../domain/didYouMean.ts"
import { UsageError } from "../failure/UsageError.ts"
import { commandForHabit } from "./familiarWords.ts"

/** What every command takes; of these, the parser knows none when it meets a slip. */
const sharedFlags = [
  "--emulator",
  "--records",
  "--json",
  "--jsonl",
  "--select",
  "--explain",
  "--quiet",
  ...Object.values(settingNames).map(({ flag }) => `--${flag}`),
  "--help",
  "--version",
  "--completions",
  "--log-level",
]

interface Complaint {
  readonly problem: string
  readonly hint: string
}

/** What was typed, and the help of the command that could not read it. */
export interface Typed {
  readonly args: ReadonlyArray<string>
  readonly help: HelpDoc.HelpDoc | undefined
}

const isGiven =
  (args: ReadonlyArray<string>) =>
  ({ aliases, name }: HelpDoc.FlagDoc): boolean =>
    [`--${name}`, ...aliases].some((flag) => args.some((arg) => arg === flag || arg.startsWith(`${flag}=`)))

const listed = (words: ReadonlyArray<string>): string =>
  [words.slice(0, -1).join(", "), ...words.slice(-1)].filter((part) => part !== "").join(" and ")

/** All that is missing: the parser stops at the first. */
const missing = (path: string, { args, help }: Typed, argument: ReadonlyArray<string>): Complaint => {
  const flags = (help?.flags ?? []).filter((flag) => flag.required && !isGiven(args)(flag))
  const names = [...argument.map((name) => `<${name}>`), ...flags.map(({ name }) => `--${name}`)]
  return { problem: `${path} needs ${listed(names)}`, hint: "" }
}

const invalid = ({ expected, kind, option, value }: CliError.InvalidValue): Complaint => {
  const what = kind === "argument" ? `<${option}>` : `--${option}`
  const wanted = expected
    .replace(/^Expected:?\s*/, "")
    .replaceAll(/\s+/g, " ")
    .replace(`, not ${value}`, "")
  return {
    problem: value === "" ? `${what} has no value; expected ${wanted}` : `${what} is "${value}"; expected ${wanted}`,
    hint: "",
  }
}

/** What a flag would be called that took a secret, and the variable that takes it. */
const secrets: ReadonlyArray<readonly [flag: RegExp, variable: string]> = [
  [/^--(?:client-?)?secret$/i, "ZOHO_CLIENT_SECRET"],
  [/^--refresh-?token$/i, "ZOHO_REFRESH_TOKEN"],
  [/^--(?:access-?)?token$/i, "ZOHO_ACCESS_TOKEN"],
]

/** Where a secret goes that was given by a flag. */
const placeOfSecret = (option: string, startedAs: string): string | undefined => {
  const variable = secrets.find(([flag]) => flag.test(option))?.[1]
  return variable === undefined
    ? undefined
    : `There are no flags for secrets, because process lists and shell histories would show them: set ${variable}, or sign in with ${startedAs} auth login. `
}

/** The commands that take a place of copies, and no modules. */
const takePlace = ["zoho-bulk verify", "zoho-bulk mirror status"]

const complaintOf = (error: CliError.NonShowHelpErrors, path: string, typed: Typed, startedAs: string): Complaint => {
  switch (error._tag) {
    case "UnknownSubcommand": {
      const meant = error.suggestions[0] ?? commandForHabit(error.subcommand)
      return {
        problem: `${path} has no command ${error.subcommand}`,
        hint: meant === undefined ? "" : `Did you mean ${meant}? `,
      }
    }
    case "UnrecognizedOption":
      return {
        problem: `${path} has no flag ${error.option}`,
        hint:
          placeOfSecret(error.option, startedAs) ?? didYouMean(error.option, [...error.suggestions, ...sharedFlags]),
      }
    case "MissingOption":
      return missing(path, typed, [])
    case "MissingArgument":
      return missing(path, typed, [error.argument])
    case "InvalidValue":
      return invalid(error)
    case "UnexpectedArgument":
      return {
        problem: `${path} does not accept ${listed(error.arguments.map((value) => JSON.stringify(value)))}`,
        hint: takePlace.includes(path)
          ? "It accepts one target, with all the modules in it. "
          : "Quote a value that contains spaces. ",
      }
    default:
      return { problem: error.message.replaceAll(/\s+/g, " "), hint: "" }
  }
}

/** What the arguments could not be read as, in our words; nothing if they only ask for help. */
export const usageErrorOf = (
  { commandPath, errors }: CliError.ShowHelp,
  startedAs: string,
  typed: Typed,
): UsageError | undefined => {
  if (errors.length === 0) return undefined
  const path = commandPath.join(" ")
  const complaints = errors.map((error) => complaintOf(error, path, typed, startedAs))
  return new UsageError({
    problem: [...new Set(complaints.map(({ problem }) => problem))].join("; "),
    remedy: `${complaints.map(({ hint }) => hint).join("")}See ${[startedAs, ...commandPath.slice(1)].join(" ")} --help.`,
  })
}
