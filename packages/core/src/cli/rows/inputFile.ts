import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Stdio from "effect/Stdio"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import { InputUnreadable } from "../../failure/InvalidInput.ts"
import { readBytes } from "../../storage/keepBytes.ts"
import { isDenied, isFault, storageFailed } from "../../storage/storageFailed.ts"
import { UsageError } from "../failure/UsageError.ts"
import { isGarbled } from "../output/isGarbled.ts"
import { standardOutput } from "../output/OutputTarget.ts"
import { typed } from "../output/StartedAs.ts"

/** Stdin, where a file is meant. */
export const standardInput = standardOutput

/** What a file of rows is called in messages. */
export const nameOfInput = (file: string): string => (file === standardInput ? "stdin" : file)

/** Settles where rows come from: an absolute path, or stdin. */
export const settleInput = Effect.fnUntraced(function* (
  file: string,
): Effect.fn.Return<string, UsageError, FileSystem.FileSystem | Path.Path> {
  if (file === standardInput || file === "/dev/stdin") return standardInput
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const absolute = path.resolve(file)
  const found = yield* Effect.result(fs.stat(absolute))
  const type = Result.isSuccess(found) ? found.success.type : undefined
  if (type === "File") return yield* Effect.orElseSucceed(fs.realPath(absolute), () => absolute)
  if (type === "FIFO" || type === "CharacterDevice") {
    return yield* new UsageError({
      problem: `${file} is a pipe or a device, whose rows cannot be read twice`,
      remedy: `Read it as stdin: ${yield* typed("import -")} < ${file}`,
    })
  }
  if (Result.isFailure(found) && !isDenied(found.failure) && !isFault("NotFound")(found.failure)) {
    const { problem, remedy } = storageFailed(`look at ${file}`)(found.failure)
    return yield* new UsageError({ problem: `${file} cannot be read: ${problem}`, remedy })
  }
  if (Result.isFailure(found) && isGarbled(file)) {
    return yield* new UsageError({
      problem: `There is no file ${file}: its name is not UTF-8, and other names cannot be passed on`,
      remedy: `Rename it, or read it as stdin: ${yield* typed("import -")} < FILE`,
    })
  }
  const permission = Result.isFailure(found) && isDenied(found.failure) ? `=${absolute}` : ""
  return yield* new UsageError({
    problem: Result.isFailure(found) ? `There is no file ${file} that this program may read` : `${file} is not a file`,
    remedy: `Name a file of CSV or NDJSON, or - for stdin; on Deno, allow it with --allow-read${permission}.`,
  })
})

/** Reads the bytes of a file or of stdin. */
export const inputBytes = Effect.fnUntraced(function* (file: string) {
  const fs = yield* FileSystem.FileSystem
  const { stdin } = yield* Stdio.Stdio
  const unreadable = (problem: string) =>
    new InputUnreadable({ source: nameOfInput(file), problem, remedy: "Name a file that this program may read." })
  return file === standardInput
    ? Stream.mapError(stdin, () => unreadable("it broke off"))
    : readBytes(file).pipe(
        Stream.mapError(({ problem }) => unreadable(problem)),
        Stream.provideService(FileSystem.FileSystem, fs),
      )
})
