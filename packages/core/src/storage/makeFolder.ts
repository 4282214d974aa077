import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { storageFailed } from "./storageFailed.ts"

/** A folder that had to be made is for its owner alone. */
const folderMode = 0o700

/** Makes sure that a file system remembers the names in a folder; not all can be asked to. */
export const syncFolder = (folder: string): Effect.Effect<void, never, FileSystem.FileSystem> =>
  FileSystem.FileSystem.use((fs) => Effect.scoped(Effect.flatMap(fs.open(folder), (opened) => opened.sync))).pipe(
    Effect.ignore,
  )

/** Makes a folder, and those above it that are not there; each is remembered by the one that it lies in. */
export const makeFolder = Effect.fnUntraced(function* (
  folder: string,
): Effect.fn.Return<void, StorageFailed, FileSystem.FileSystem | Path.Path> {
  const fs = yield* FileSystem.FileSystem
  const { dirname } = yield* Path.Path
  const missing: Array<string> = []
  let above = folder
  while (!(yield* Effect.orElseSucceed(fs.exists(above), () => true)) && dirname(above) !== above) {
    missing.push(above)
    above = dirname(above)
  }
  yield* Effect.mapError(
    fs.makeDirectory(folder, { recursive: true, mode: folderMode }),
    storageFailed(`make the folder ${folder}`),
  )
  yield* Effect.forEach(missing.toReversed(), (made) => syncFolder(dirname(made)), { discard: true })
})
