import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Mishap, Mishaps } from "../../emulator/model/Mishap.ts"
import { OperationName } from "../../wire/Operation.ts"
import { UsageError } from "../failure/UsageError.ts"

/** The file that scripts what goes wrong on the emulator. */
export const mishapsFlag = Flag.String("mishaps").pipe(
  Flag.withMetavar("<file>"),
  Flag.withDescription(
    `what goes wrong, as JSON: [{"operation": "getReadJob", "nth": 1, "does": "throttled"}]; does is one of ${Mishap.fields.does.literals.join(", ")}; operation is one of ${OperationName.literals.join(", ")}`,
  ),
  Flag.optional,
)

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Mishaps), { onExcessProperty: "error" })

/** Reads the mishaps of a file; without a file there are none. */
export const readMishaps = Effect.fnUntraced(function* (
  file: Option.Option<string>,
): Effect.fn.Return<ReadonlyArray<Mishap>, UsageError, FileSystem.FileSystem> {
  if (Option.isNone(file)) return []
  const fileSystem = yield* FileSystem.FileSystem
  const text = yield* Effect.mapError(
    fileSystem.readFileString(file.value),
    () =>
      new UsageError({
        problem: `${file.value} cannot be read`,
        remedy: "Name a file of JSON with --mishaps; on Deno, allow it with --allow-read.",
      }),
  )
  return yield* Effect.mapError(
    decode(text),
    (error) =>
      new UsageError({
        problem: `${file.value} holds no list of mishaps: ${error.message}`,
        remedy: 'Write it as [{"operation": "getReadJob", "nth": 1, "does": "throttled"}].',
      }),
  )
})
