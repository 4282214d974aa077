import type * as Completions from "effect/cli/Completions"
import { apiVersions } from "../../domain/ApiVersion.ts"
import { dataCenters } from "../../domain/DataCenter.ts"
import { environments } from "../../domain/Environment.ts"

const file: Completions.FlagType = { _tag: "Path", pathType: "file" }
const anywhere: Completions.FlagType = { _tag: "Path", pathType: "either" }

/** What the values of flags are that are text to the parser, which reads `-` and `sqlite:crm.db` too. */
const ofFlags: Readonly<Record<string, Completions.FlagType>> = {
  output: file,
  rejects: file,
  results: file,
  config: file,
  faults: file,
  mishaps: file,
  edits: file,
  organization: file,
  to: anywhere,
  "data-center": { _tag: "Choice", values: dataCenters },
  environment: { _tag: "Choice", values: environments },
  "api-version": { _tag: "Choice", values: apiVersions },
}

/** The same for arguments. */
const ofArguments: Readonly<Record<string, Completions.ArgumentType>> = { file, target: anywhere }

/** Tells shells which words are files, and which are one of a few: a command, with all of those below it. */
export const withOwnTypes = (command: Completions.CommandDescriptor): Completions.CommandDescriptor => ({
  ...command,
  flags: command.flags.map((flag) => ({ ...flag, type: ofFlags[flag.name] ?? flag.type })),
  arguments: command.arguments.map((argument) => ({ ...argument, type: ofArguments[argument.name] ?? argument.type })),
  subcommands: command.subcommands.map(withOwnTypes),
})
