import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Result from "effect/Result"
import type * as Stream from "effect/Stream"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { isFault, storageFailed } from "../../storage/storageFailed.ts"
import { writeThrough, writeWholeBytes } from "../../storage/writeWhole.ts"
import { Output } from "./Output.ts"
import type { OutputFailed } from "../failure/OutputFailed.ts"
import { UsageError } from "../failure/UsageError.ts"

/** Stdout, where a file is meant. */
export const standardOutput = "-"

/** Settles where rows go: an absolute path, or stdout. What cannot be a file is refused. */
export const settleOutput = Effect.fnUntraced(function* (
  file: string | undefined,
  flag = "--output",
): Effect.fn.Return<string, UsageError, FileSystem.FileSystem | Path.Path> {
  if (file === undefined || file === standardOutput || file === "/dev/stdout") return standardOutput
  if (file.trim() === "") {
    return yield* new UsageError({ problem: `${flag} names no file`, remedy: "Name one, or - for stdout." })
  }
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const absolute = path.resolve(file)
  const stat = (of: string) => Effect.option(fs.stat(of))
  const found = yield* stat(absolute)
  if (found._tag === "Some" && found.value.type === "Directory") {
    return yield* new UsageError({ problem: `${flag} ${file} is a folder`, remedy: "Name a file in it." })
  }
  const folder = path.dirname(absolute)
  const looked = yield* Effect.result(fs.stat(folder))
  if (Result.isFailure(looked)) {
    const { problem, remedy } = storageFailed("look into it")(looked.failure)
    return yield* isFault("NotFound")(looked.failure)
      ? new UsageError({
          problem: `${flag} ${file} cannot be written: there is no folder ${folder}`,
          remedy: "Make the folder, or name another file.",
        })
      : new UsageError({ problem: `${flag} ${file} cannot be written: ${problem}`, remedy })
  }
  const isFile = found._tag === "Some" && found.value.type === "File"
  return isFile ? yield* Effect.orElseSucceed(fs.realPath(absolute), () => absolute) : absolute
})

/** Writes to where rows go: stdout, a pipe or a device as they come, a file whole or not at all. */
export const writeOutput = <E, R>(
  target: string,
  bytes: Stream.Stream<Uint8Array, E, R>,
  writer?: string,
): Effect.Effect<void, E | StorageFailed | OutputFailed, R | Output | FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    if (target === standardOutput) return yield* Output.use(({ bytes: write }) => write(bytes))
    const found = yield* Effect.option((yield* FileSystem.FileSystem).stat(target))
    const isFile = found._tag === "None" || found.value.type === "File"
    return yield* isFile
      ? writeWholeBytes(target, bytes, writer === undefined ? {} : { writer })
      : writeThrough(target, bytes)
  })
