import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Schema from "effect/Schema"
import type { InvalidEmulatorOptions } from "../../emulator/model/InvalidEmulatorOptions.ts"
import { readText } from "../../storage/readText.ts"
import { UsageError } from "../failure/UsageError.ts"

/** What a file scripts on the emulator. */
interface Script<A> {
  /** The flag that names the file. */
  readonly flag: string
  /** What the file lists. */
  readonly of: string
  /** How such a list is written. */
  readonly example: string
  readonly read: (input: unknown) => Effect.Effect<ReadonlyArray<A>, InvalidEmulatorOptions>
}

const parseJson = Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.Unknown))

/** No script is longer, in bytes. */
const mostBytes = 2 ** 20

/** Reads the text of a file; a pipe has no length that could be asked for, and is as long as who named it has it. */
const textOf = Effect.fnUntraced(function* (file: string) {
  const fs = yield* FileSystem.FileSystem
  const { type } = yield* fs.stat(file)
  return type === "FIFO" ? yield* fs.readFileString(file) : ((yield* readText(file, mostBytes)) ?? "")
})

/** Reads a script for the emulator; without a file it is empty. */
export const readScript = <A>({ example, flag, of, read }: Script<A>) =>
  Effect.fnUntraced(function* (
    file: string | undefined,
  ): Effect.fn.Return<ReadonlyArray<A>, UsageError, FileSystem.FileSystem> {
    if (file === undefined) return []
    const text = yield* Effect.mapError(
      textOf(file),
      (error) =>
        new UsageError({
          problem: `${file} cannot be read${error._tag === "WrongFile" ? `: ${error.problem}` : ""}`,
          remedy: `Name a file of JSON with ${flag}; on Deno, allow it with --allow-read=${file}.`,
        }),
    )
    const json = yield* Effect.mapError(
      parseJson(text),
      () => new UsageError({ problem: `${file} is not JSON`, remedy: `Write it as ${example}.` }),
    )
    return yield* Effect.mapError(
      read(json),
      ({ problem, remedy }) =>
        new UsageError({
          problem: `${file} is not a list of ${of}: ${problem}`,
          remedy: `${remedy} Write it as ${example}.`,
        }),
    )
  })
