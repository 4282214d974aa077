import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Result from "effect/Result"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { MayRead } from "./MayRead.ts"
import { isFault, isLoss, storageFailed } from "./storageFailed.ts"

/** A folder that had to be made is for its owner alone. */
const folderMode = 0o700

/** Makes sure that a file system remembers the names in a folder; not all can be asked to, but none that is may fail at it. */
export const syncFolder = (folder: string): Effect.Effect<void, StorageFailed, FileSystem.FileSystem> =>
  Effect.flatMap(MayRead, (mayRead) =>
    mayRead(folder)
      ? FileSystem.FileSystem.use((fs) => Effect.scoped(Effect.flatMap(fs.open(folder), (opened) => opened.sync)))
      : Effect.void,
  ).pipe(
    Effect.catchIf(
      (error) => !isLoss(error),
      () => Effect.void,
    ),
    Effect.mapError(storageFailed(`write ${folder}`)),
  )

/**
 * Makes sure that a folder is on disk, along with the two folders above it, whoever created them. Folders further up
 * are left alone: a program may not be allowed to read them.
 */
export const rememberFolder = (folder: string): Effect.Effect<void, StorageFailed, FileSystem.FileSystem | Path.Path> =>
  Path.Path.use(({ dirname }) => {
    const [first, second] = [dirname(folder), dirname(dirname(folder))]
    return Effect.forEach([first, second, dirname(second)], syncFolder, { discard: true })
  })

/** Whether there is surely nothing of that name. `exists` would need more on Deno than the permission to read. */
export const isMissing = (path: string): Effect.Effect<boolean, never, FileSystem.FileSystem> =>
  FileSystem.FileSystem.use((fs) => fs.stat(path)).pipe(
    Effect.as(false),
    Effect.catch((error) => Effect.succeed(isFault("NotFound")(error))),
  )

/**
 * Creates folders one by one, the outermost first. Others may create the same ones at the same time.
 *
 * A runtime that is asked for all of them at once may try for ever if they cannot exist, as in `/proc`.
 */
const makeEach = Effect.fnUntraced(function* (folders: ReadonlyArray<string>) {
  const fs = yield* FileSystem.FileSystem
  for (const folder of folders) {
    yield* fs
      .makeDirectory(folder, { mode: folderMode })
      .pipe(
        Effect.catchIf(isFault("AlreadyExists"), (error) =>
          Effect.flatMap(fs.stat(folder), ({ type }) => (type === "Directory" ? Effect.void : Effect.fail(error))),
        ),
      )
  }
})

/** Creates a folder, and missing ones above it; each is synced to disk by its parent. */
export const makeFolder = Effect.fnUntraced(function* (
  folder: string,
): Effect.fn.Return<void, StorageFailed, FileSystem.FileSystem | Path.Path> {
  const fs = yield* FileSystem.FileSystem
  const { dirname } = yield* Path.Path
  const mayRead = yield* MayRead
  const missing: Array<string> = []
  let above = folder
  while (mayRead(above) && (yield* isMissing(above)) && dirname(above) !== above) {
    missing.push(above)
    above = dirname(above)
  }
  // Who may not look further up may be allowed to make all of them at once, as on Deno, which would ask a person there.
  const isSeen = mayRead(above) && Result.isSuccess(yield* Effect.result(fs.stat(above)))
  yield* Effect.mapError(
    isSeen
      ? makeEach(missing.length === 0 ? [folder] : missing.toReversed())
      : fs.makeDirectory(folder, { recursive: true, mode: folderMode }),
    storageFailed(`create the folder ${folder}`),
  )
  yield* Effect.forEach(missing.toReversed(), (made) => syncFolder(dirname(made)), { discard: true })
})
