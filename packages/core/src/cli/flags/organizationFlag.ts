import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Schema from "effect/Schema"
import type { InvalidEmulatorOptions } from "../../emulator/model/InvalidEmulatorOptions.ts"
import type { OrganizationDescription } from "../../emulator/model/OrganizationDescription.ts"
import { readOrganization } from "../../emulator/model/readOptions.ts"
import { whereNotJson } from "../../formats/whereNotJson.ts"
import { storageFailed } from "../../storage/storageFailed.ts"
import { UsageError } from "../failure/UsageError.ts"
import { optional } from "./commandFlags.ts"

/** The file that says what the emulated organisation is made of. */
export const organizationFlag = optional(
  Flag.String("organization").pipe(
    Flag.withMetavar("<file>"),
    Flag.withDescription(
      'description of the organisation, as JSON: {"modules": [{"api_name": "Workshops", "fields": [{"api_name": "Name", "data_type": "text"}]}]}; see docs/emulator.md',
    ),
  ),
)

/** What an emulator says that was not made, about a file rather than about an option. */
export const inFile = (file: string | undefined, failure: InvalidEmulatorOptions): UsageError => {
  const { option, problem, remedy } = failure
  if (file === undefined || !option.startsWith("organization")) return new UsageError({ problem, remedy })
  const inPlace = problem.replace(/^(Unknown option )?organization\.?/, "$1").replace("Unknown option", "Unknown key")
  const problemThere = option === "organization" ? "it does not describe an organisation" : inPlace
  return new UsageError({ problem: `${file}: ${problemThere}`, remedy })
}

const parseJson = Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.Unknown))

/** Reads what an organisation is made of from a file, where one is named. */
export const readOrganizationFile = Effect.fnUntraced(function* (
  file: string | undefined,
): Effect.fn.Return<OrganizationDescription | undefined, UsageError, FileSystem.FileSystem> {
  if (file === undefined) return undefined
  const fileSystem = yield* FileSystem.FileSystem
  const text = yield* Effect.mapError(
    fileSystem.readFileString(file),
    (error) =>
      new UsageError({
        problem: `${file} cannot be read: ${storageFailed("read it")(error).problem}`,
        remedy: `Name a file of JSON with --organization; on Deno, allow it with --allow-read=${file}.`,
      }),
  )
  const json = yield* Effect.mapError(
    parseJson(text),
    () =>
      new UsageError({
        problem: `${file} is not JSON: ${whereNotJson(text)}`,
        remedy: 'Write it as {"modules": [{"api_name": "Cars"}]}.',
      }),
  )
  return yield* Effect.mapError(readOrganization(json), (failure) => inFile(file, failure))
})
