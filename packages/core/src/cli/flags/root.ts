import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { settingKeys } from "../../settings/parseSetting.ts"
import { settingNames, type SettingsInput } from "../../settings/settingNames.ts"
import { namesIn } from "./namesIn.ts"
import { recordsFlag } from "./recordsFlag.ts"

const settingFlags = settingKeys.map((key) => {
  const { fallback, flag, meaning, variable } = settingNames[key]
  return Flag.String(flag).pipe(
    Flag.withDescription(`${meaning} (${variable}; default ${fallback})`),
    Flag.optional,
    Flag.map((value): SettingsInput => ({ [key]: Option.getOrUndefined(value) })),
  )
})

const selectFlag = Flag.String("select").pipe(
  Flag.withMetavar("<key,...>"),
  Flag.withDescription("keys of the answer to show, separated by commas"),
  Flag.withDefault(""),
  Flag.map(namesIn),
)

/** The command itself, with the flags that all subcommands share. */
export const root = Command.make("zoho-bulk").pipe(
  Command.withSharedFlags({
    emulator: Flag.Boolean("emulator").pipe(
      Flag.withDescription("use the built-in emulated Zoho: no account, no network"),
      Flag.withDefault(false),
    ),
    records: recordsFlag,
    json: Flag.Boolean("json").pipe(Flag.withDescription("write one JSON document"), Flag.withDefault(false)),
    jsonl: Flag.Boolean("jsonl").pipe(
      Flag.withDescription("write a JSON document on each line, as things happen"),
      Flag.withDefault(false),
    ),
    select: selectFlag,
    quiet: Flag.Boolean("quiet").pipe(
      Flag.withAlias("q"),
      Flag.withDescription("print only errors and the requested output: no progress, no notes, no summary"),
      Flag.withDefault(false),
    ),
    explain: Flag.Boolean("explain").pipe(
      Flag.withDescription("show the request, its scopes and credits, and send nothing"),
      Flag.withDefault(false),
    ),
    settings: settingFlags,
  }),
  Command.withDescription("Moves data in and out of Zoho CRM with bulk jobs, and reports their progress."),
)

/** The settings that flags give. */
export const settingsFromFlags = Effect.map(root, ({ settings }): SettingsInput => Object.assign({}, ...settings))

/** Whether progress is unwanted: a program reads the output, or the user asked for quiet. */
export const isSilent = Effect.map(root, ({ json, jsonl, quiet }) => json || jsonl || quiet)

/** Whether a summary for people is left out. */
export const isQuiet = Effect.map(root, ({ json, jsonl, quiet }) => quiet && !json && !jsonl)

/** Whether a program reads what is written: it gets no words between the documents, and cannot be asked anything. */
export const isForProgram = Effect.map(root, ({ json, jsonl }) => json || jsonl)
