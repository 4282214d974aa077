import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Schema from "effect/Schema"
import type { InvalidEmulatorOptions } from "../../emulator/model/InvalidEmulatorOptions.ts"
import { whereNotJson } from "../../formats/whereNotJson.ts"
import { readText } from "../../storage/readText.ts"
import { storageFailed } from "../../storage/storageFailed.ts"
import { UsageError } from "../failure/UsageError.ts"

/** A file that scripts something of the emulator. */
export interface Script<A> {
  /** The flag that names it. */
  readonly flag: string
  /** What its items are called. */
  readonly items: string
  readonly example: string
  /** The most that it may have, in bytes. */
  readonly mostBytes: number
  /** Whether it may hold an item on each line, in place of a list. */
  readonly mayBeLines?: boolean
  readonly read: (json: unknown) => Effect.Effect<ReadonlyArray<A>, InvalidEmulatorOptions>
}

const parseJson = Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.Unknown))

/** Reads the text of a file; a pipe has no length that could be asked for, and is as long as who named it has it. */
const textOf = Effect.fnUntraced(function* (file: string, mostBytes: number) {
  const fs = yield* FileSystem.FileSystem
  const readable = Effect.mapError(storageFailed(`read ${file}`))
  const { type } = yield* readable(fs.stat(file))
  return type === "FIFO" ? yield* readable(fs.readFileString(file)) : ((yield* readText(file, mostBytes)) ?? "")
})

const notInLine = (line: string, index: number): string | undefined =>
  whereNotJson(line)?.replace(/\bline 1\b/, `line ${index + 1}`)

/** A list, or an item on each line; a file that holds nothing but blanks is neither. */
const jsonIn = (text: string, mayBeLines: boolean): Effect.Effect<unknown, string> => {
  if (!mayBeLines || !text.trimStart().startsWith("{")) {
    return Effect.mapError(parseJson(text), () => String(whereNotJson(text)))
  }
  const lines = text.split("\n").flatMap((line, index) => (line.trim() === "" ? [] : [{ line, index }]))
  return Effect.forEach(lines, ({ index, line }) =>
    Effect.mapError(parseJson(line), () => String(notInLine(line, index))),
  )
}

/** Reads the items of a script; without a file there are none. */
export const readScript = Effect.fnUntraced(function* <A>(
  { example, flag, items, mayBeLines = false, mostBytes, read }: Script<A>,
  file: string | undefined,
): Effect.fn.Return<ReadonlyArray<A>, UsageError, FileSystem.FileSystem> {
  if (file === undefined) return []
  const text = yield* Effect.mapError(
    textOf(file, mostBytes),
    (error) =>
      new UsageError({
        problem: `${file} cannot be read: ${error.problem}`,
        remedy: `Name a file of JSON with ${flag}; on Deno, allow it with --allow-read=${file}.`,
      }),
  )
  const json = yield* Effect.mapError(
    jsonIn(text, mayBeLines),
    (where) => new UsageError({ problem: `${file} is not JSON: ${where}`, remedy: `Write it as ${example}.` }),
  )
  return yield* Effect.mapError(
    read(json),
    ({ problem, remedy }) =>
      new UsageError({
        problem: `${file} is not a list of ${items}: ${problem}`,
        remedy: `${remedy} Write it as ${example}.`,
      }),
  )
})
