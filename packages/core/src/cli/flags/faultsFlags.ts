import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Schema from "effect/Schema"
import { Fault } from "../../emulator/model/Fault.ts"
import { readFaults } from "../../emulator/model/readOptions.ts"
import { readText } from "../../storage/readText.ts"
import { OperationName } from "../../wire/Operation.ts"
import { UsageError } from "../failure/UsageError.ts"
import { optional } from "./commandFlags.ts"

/** The file that scripts what goes wrong on the emulator, by the flag's name and by its old one. */
export const faultsFlags = {
  faults: optional(
    Flag.String("faults").pipe(
      Flag.withMetavar("<file>"),
      Flag.withDescription(
        `what goes wrong, as JSON: [{"operation": "getReadJob", "nth": 1, "does": "throttled"}]; does is one of ${Fault.fields.does.literals.join(", ")}; operation is one of ${OperationName.literals.join(", ")}`,
      ),
    ),
  ),
  mishaps: optional(
    Flag.String("mishaps").pipe(
      Flag.withMetavar("<file>"),
      Flag.withDescription("the old name of --faults"),
      Flag.withHidden,
    ),
  ),
}

/** What the two flags were given. */
export interface FaultsFlags {
  readonly faults: string | undefined
  readonly mishaps: string | undefined
}

/** Finds the file that was named, by whichever name of the flag. */
export const faultsFile = ({ faults, mishaps }: FaultsFlags): Effect.Effect<string | undefined, UsageError> =>
  faults === undefined || mishaps === undefined
    ? Effect.succeed(faults ?? mishaps)
    : Effect.fail(
        new UsageError({
          problem: "--faults and --mishaps were both given",
          remedy: "Use --faults alone: --mishaps is its old name.",
        }),
      )

const example = '[{"operation": "getReadJob", "nth": 1, "does": "throttled"}]'

const parseJson = Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.Unknown))

/** No script of faults is longer, in bytes. */
const mostBytes = 2 ** 20

/** Reads the text of a file; a pipe has no length that could be asked for, and is as long as who named it has it. */
const textOf = Effect.fnUntraced(function* (file: string) {
  const fs = yield* FileSystem.FileSystem
  const { type } = yield* fs.stat(file)
  return type === "FIFO" ? yield* fs.readFileString(file) : ((yield* readText(file, mostBytes)) ?? "")
})

/** Reads the faults of a file; without a file there are none. */
export const readFaultsFile = Effect.fnUntraced(function* (
  file: string | undefined,
): Effect.fn.Return<ReadonlyArray<Fault>, UsageError, FileSystem.FileSystem> {
  if (file === undefined) return []
  const text = yield* Effect.mapError(
    textOf(file),
    (error) =>
      new UsageError({
        problem: `${file} cannot be read${error._tag === "WrongFile" ? `: ${error.problem}` : ""}`,
        remedy: `Name a file of JSON with --faults; on Deno, allow it with --allow-read=${file}.`,
      }),
  )
  const json = yield* Effect.mapError(
    parseJson(text),
    () => new UsageError({ problem: `${file} is not JSON`, remedy: `Write it as ${example}.` }),
  )
  return yield* Effect.mapError(
    readFaults(json),
    ({ problem, remedy }) =>
      new UsageError({
        problem: `${file} is not a list of faults: ${problem}`,
        remedy: `${remedy} Write it as ${example}.`,
      }),
  )
})
