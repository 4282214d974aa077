import type * as CliError from "effect/cli/CliError"
import { settingNames } from "../../settings/settingNames.ts"
import { didYouMean } from "../../failure/didYouMean.ts"
import { UsageError } from "../failure/UsageError.ts"

/** What every command takes; of these, the parser knows none when it meets a slip. */
const sharedFlags = [
  "--emulator",
  "--records",
  "--json",
  "--jsonl",
  "--select",
  "--explain",
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

const complaintOf = (error: CliError.NonShowHelpErrors, path: string): Complaint => {
  switch (error._tag) {
    case "UnknownSubcommand":
      return {
        problem: `${path} has no command ${error.subcommand}`,
        hint: error.suggestions[0] === undefined ? "" : `Did you mean ${error.suggestions[0]}? `,
      }
    case "UnrecognizedOption":
      return {
        problem: `${path} has no flag ${error.option}`,
        hint: didYouMean(error.option, [...error.suggestions, ...sharedFlags]),
      }
    default:
      return { problem: error.message.replaceAll(/\s+/g, " "), hint: "" }
  }
}

/** What the arguments could not be read as, in our words; nothing, where they only ask for help. */
export const usageErrorOf = ({ commandPath, errors }: CliError.ShowHelp, startedAs: string): UsageError | undefined => {
  if (errors.length === 0) return undefined
  const path = commandPath.join(" ")
  const complaints = errors.map((error) => complaintOf(error, path))
  return new UsageError({
    problem: complaints.map(({ problem }) => problem).join("; "),
    remedy: `${complaints.map(({ hint }) => hint).join("")}See ${[startedAs, ...commandPath.slice(1)].join(" ")} --help.`,
  })
}
