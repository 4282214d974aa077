import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type * as PlatformError from "effect/PlatformError"
import * as Stream from "effect/Stream"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { makeFolder, syncFolder } from "./makeFolder.ts"
import { isFault, storageFailed } from "./storageFailed.ts"
import { uniqueName } from "./uniqueName.ts"

/** A file is for its owner alone. */
const fileMode = 0o600

/** Creates the folder that contains a file. */
export const makeFolderOf = (path: string): Effect.Effect<void, StorageFailed, FileSystem.FileSystem | Path.Path> =>
  Path.Path.use(({ dirname }) => makeFolder(dirname(path)))

/** How a file that is written whole is made. */
export interface WholeFile {
  /** Its mode; that of the file which it replaces, or the usual one, where absent. */
  readonly mode?: number
  /** Who owns the temporary file; a process that returns under the same name finds it by `leftBeside`. */
  readonly writer?: string
  /** What it fails with where somebody else has removed the file beside it. */
  readonly taken?: StorageFailed
  /** What is done once it is written under another name, which is given, and before it takes its place. */
  readonly beforeMove?: (beside: string) => Effect.Effect<void, StorageFailed, FileSystem.FileSystem | Path.Path>
}

/** What processes that wrote a file, all or those under a writer's name, have beside it: they are at it, or were killed. */
export const leftBeside = Effect.fnUntraced(
  function* (path: string, writer?: string) {
    const fs = yield* FileSystem.FileSystem
    const { basename, dirname, join } = yield* Path.Path
    const start = writer === undefined ? `${basename(path)}.` : `${basename(path)}.${writer}.`
    const isLeft = (name: string): boolean => name.startsWith(start) && name.endsWith(".tmp")
    return (yield* fs.readDirectory(dirname(path))).filter(isLeft).map((name) => join(dirname(path), name))
  },
  Effect.orElseSucceed((): ReadonlyArray<string> => []),
)

const modeOf = (path: string): Effect.Effect<number | undefined, never, FileSystem.FileSystem> =>
  FileSystem.FileSystem.use((fs) => fs.stat(path)).pipe(
    Effect.map(({ mode }) => mode & 0o777),
    Effect.orElseSucceed(() => undefined),
  )

/**
 * Writes a file atomically: first next to it, then over it in one step.
 *
 * A concurrent reader sees the old file or the new one. A failure or an interruption leaves the old one unchanged. The
 * temporary file exists before the first byte is requested, so that a place that cannot be written to costs nothing.
 */
export const writeWholeBytes = Effect.fnUntraced(function* <E, R>(
  path: string,
  bytes: Stream.Stream<Uint8Array, E, R>,
  { beforeMove, mode, taken, writer }: WholeFile = {},
): Effect.fn.Return<void, E | StorageFailed, R | FileSystem.FileSystem | Path.Path> {
  const fs = yield* FileSystem.FileSystem
  const failed = storageFailed(`write ${path}`)
  const beside = [path, ...(writer === undefined ? [] : [writer]), yield* uniqueName, "tmp"].join(".")
  const wanted = mode ?? (yield* modeOf(path))
  const written = Effect.scoped(
    Effect.gen(function* () {
      const flag = "wx"
      const options = wanted === undefined ? ({ flag } as const) : ({ flag, mode: wanted } as const)
      const file = yield* Effect.mapError(fs.open(beside, options), failed)
      yield* Stream.runForEach(bytes, (chunk) => Effect.mapError(file.writeAll(chunk), failed))
      yield* Effect.mapError(file.sync, failed)
    }),
  )
  const notMoved = (error: PlatformError.PlatformError): StorageFailed =>
    taken !== undefined && isFault("NotFound")(error) ? taken : failed(error)
  const moved = Effect.uninterruptible(Effect.mapError(fs.rename(beside, path), notMoved))
  const prepared = Effect.suspend(() => beforeMove?.(beside) ?? Effect.void)
  yield* written.pipe(
    Effect.andThen(prepared),
    Effect.andThen(moved),
    Effect.onError(() => Effect.ignore(fs.remove(beside, { force: true }))),
  )
  yield* syncFolder((yield* Path.Path).dirname(path))
})

/** Writes a text, whole or not at all, for its owner alone: mode 0600, in a folder that is made if need be. */
export const writeWhole = Effect.fnUntraced(function* (
  path: string,
  text: string,
): Effect.fn.Return<void, StorageFailed, FileSystem.FileSystem | Path.Path> {
  yield* makeFolderOf(path)
  yield* writeWholeBytes(path, Stream.succeed(new TextEncoder().encode(text)), { mode: fileMode })
})
