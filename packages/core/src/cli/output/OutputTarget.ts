import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Result from "effect/Result"
import type * as Stream from "effect/Stream"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { isFilled } from "../../storage/keepEarlier.ts"
import { isDenied, isFault, storageFailed } from "../../storage/storageFailed.ts"
import { openThrough } from "../../storage/openThrough.ts"
import { writeWholeBytes } from "../../storage/writeWhole.ts"
import { root } from "../flags/root.ts"
import { isGarbled } from "./isGarbled.ts"
import { Output } from "./Output.ts"
import { pour, type WhenUnread } from "./pour.ts"
import type { OutputFailed } from "../failure/OutputFailed.ts"
import { UsageError } from "../failure/UsageError.ts"

/** Stdout, where a file is meant. */
export const standardOutput = "-"

const namesOfStdout = [standardOutput, "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]

/** What this process already writes to, which is appended to and never replaced, whatever it is. */
const isOpenAlready = (path: string): boolean => /^\/(?:dev\/stderr$|dev\/fd\/|proc\/(?:self|\d+)\/fd\/)/.test(path)

/** Settles where rows go: an absolute path, or stdout. What cannot be a file is refused. */
export const settleOutput = Effect.fnUntraced(function* (
  file: string | undefined,
  flag = "--output",
): Effect.fn.Return<string, UsageError, Effect.Services<typeof root> | FileSystem.FileSystem | Path.Path> {
  if (file === undefined || namesOfStdout.includes(file)) return standardOutput
  if (file.trim() === "") {
    return yield* new UsageError({ problem: `${flag} does not name a file`, remedy: "Name one, or - for stdout." })
  }
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const absolute = path.resolve(file)
  const refused = (why: string, remedy: string) => new UsageError({ problem: `${flag} ${file} ${why}`, remedy })
  const found = yield* Effect.result(fs.stat(absolute))
  const type = Result.isSuccess(found) ? found.success.type : undefined
  if (type === "Directory") return yield* refused("is a folder", "Name a file in it.")
  if (type === undefined && isGarbled(file)) {
    return yield* refused("is not UTF-8, and the file would get another name", "Name it in UTF-8, or write to stdout.")
  }
  if (type === "Socket") return yield* refused("is a socket", "Name a file or a pipe, or - for stdout.")
  const isOpen = isOpenAlready(absolute)
  const folder = path.dirname(absolute)
  const place = isOpen ? found : yield* Effect.result(fs.stat(folder))
  if (Result.isFailure(place)) {
    // What `--explain` may not look at is a file that is not there yet, for it tells which permissions to give.
    if (isDenied(place.failure) && (yield* root).explain) return absolute
    const { problem, remedy } = storageFailed("look at it")(place.failure)
    if (!isFault("NotFound")(place.failure)) return yield* refused(`cannot be written: ${problem}`, remedy)
    return yield* isOpen
      ? refused("is not open", "Name a file, or - for stdout.")
      : refused(`cannot be written: there is no folder ${folder}`, "Create the folder, or name another file.")
  }
  const isFile = type === "File" && !isOpen
  return isFile ? yield* Effect.orElseSucceed(fs.realPath(absolute), () => absolute) : absolute
})

/** Checks whether rows would replace something that already exists at their destination. */
export const isReplaced = Effect.fnUntraced(function* (target: string) {
  if (target === standardOutput || isOpenAlready(target)) return false
  return yield* isFilled(target)
})

/** Removes a file that was written to, in which there is nothing; what is no file stays. */
export const removeOutput = Effect.fnUntraced(function* (target: string) {
  if (target === standardOutput || isOpenAlready(target)) return
  const fs = yield* FileSystem.FileSystem
  const found = yield* Effect.option(fs.stat(target))
  if (found._tag === "None" || found.value.type !== "File") return
  yield* Effect.mapError(fs.remove(target, { force: true }), storageFailed(`remove ${target}`))
})

/** How rows are written to where they go. */
interface Writing {
  /** What a half-written file is called. */
  readonly writer?: string | undefined
  readonly whenUnread?: WhenUnread
  /** The mode of a file; that of the one which it replaces, or the usual one, where absent. */
  readonly mode?: number
}

/**
 * Writes to where rows go: stdout, a pipe or a device as they come, a file whole or not at all; and tells whether they were read to their end.
 * What cannot be written fails before the first byte is asked for.
 */
export const writeOutput = <E, R>(
  target: string,
  bytes: Stream.Stream<Uint8Array, E, R>,
  { mode, whenUnread, writer }: Writing = {},
): Effect.Effect<boolean, E | StorageFailed | OutputFailed, R | Output | FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    if (target === standardOutput) return yield* Output.use(({ bytes: write }) => write(bytes, whenUnread))
    const found = yield* Effect.option((yield* FileSystem.FileSystem).stat(target))
    const isFile = (found._tag === "None" || found.value.type === "File") && !isOpenAlready(target)
    if (isFile) {
      const how = { ...(mode === undefined ? {} : { mode }), ...(writer === undefined ? {} : { writer }) }
      return yield* Effect.as(writeWholeBytes(target, bytes, how), true)
    }
    return yield* Effect.scoped(Effect.flatMap(openThrough(target), (write) => pour(bytes, write, whenUnread)))
  })
