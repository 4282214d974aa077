import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import * as Stream from "effect/Stream"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { sizeOfFile } from "./readText.ts"
import { storageFailed } from "./storageFailed.ts"
import { wrongFile } from "./WrongFile.ts"
import { writeWholeBytes } from "./writeWhole.ts"

/** Reads a file unchanged; anything other than a file, such as a pipe, is not opened. */
export const readBytes = (path: string): Stream.Stream<Uint8Array, StorageFailed, FileSystem.FileSystem> =>
  Stream.unwrap(
    Effect.andThen(
      sizeOfFile(path),
      FileSystem.FileSystem.useSync((fs) => fs.stream(path)),
    ),
  ).pipe(
    Stream.mapError((error) =>
      error._tag === "WrongFile"
        ? wrongFile(path, "Move it away, and restore the file that was there.")(error)
        : storageFailed(`read ${path}`)(error),
    ),
  )

/**
 * Writes bytes to a file atomically, for its owner alone, and makes sure that they are on disk; succeeds with
 * a stream that reads them back. The folder must exist: one that has been removed is not created again.
 */
export const keepBytes = Effect.fnUntraced(function* <E, R>(
  path: string,
  bytes: Stream.Stream<Uint8Array, E, R>,
  writer?: string,
): Effect.fn.Return<
  Stream.Stream<Uint8Array, StorageFailed, FileSystem.FileSystem>,
  E | StorageFailed,
  R | FileSystem.FileSystem | Path.Path
> {
  yield* writeWholeBytes(path, bytes, { mode: 0o600, ...(writer === undefined ? {} : { writer }) })
  return readBytes(path)
})
