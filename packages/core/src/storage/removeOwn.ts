import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { removeFolder } from "./removeFolder.ts"
import { isFault, storageFailed } from "./storageFailed.ts"

/** What in a folder is ours, by its name: nothing of it, all of it, or of a folder what is ours in that. */
export type Own = (name: string) => boolean | Own

const namesIn = (folder: string) =>
  FileSystem.FileSystem.use((fs) => fs.readDirectory(folder)).pipe(
    Effect.catchIf(isFault("NotFound"), (): Effect.Effect<ReadonlyArray<string>> => Effect.succeed([])),
  )

const isFolder = (path: string) =>
  FileSystem.FileSystem.use((fs) => fs.stat(path)).pipe(
    Effect.map(({ type }) => type === "Directory"),
    Effect.orElseSucceed(() => false),
  )

/** Checks whether somebody else has something in a folder. What cannot be listed may be anybody's. */
const hasOthers = (folder: string, own: Own): Effect.Effect<boolean, never, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const { join } = yield* Path.Path
    for (const name of yield* namesIn(folder)) {
      const owned = own(name)
      if (owned === false) return true
      if (owned !== true && (yield* hasOthers(join(folder, name), owned))) return true
    }
    return false
  }).pipe(Effect.orElseSucceed(() => true))

/** Removes what is ours of a folder in which others have something, too. */
const removeAmongOthers = (
  folder: string,
  own: Own,
): Effect.Effect<void, StorageFailed, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const { join } = yield* Path.Path
    const failed = storageFailed(`remove what zoho-bulk has in ${folder}`)
    for (const name of yield* Effect.mapError(namesIn(folder), failed)) {
      const owned = own(name)
      const each = join(folder, name)
      if (owned === true) yield* Effect.mapError(fs.remove(each, { recursive: true, force: true }), failed)
      else if (owned !== false && (yield* isFolder(each))) yield* removeOwn(each, owned)
    }
  })

/**
 * Removes our files from a folder, and the folder itself if nothing else is in it: like `removeFolder`, all in one
 * step.
 *
 * A folder that is not, or no longer, the intended one stays; returns whether it was.
 */
export const removeOwn = Effect.fnUntraced(function* <R = never>(
  folder: string,
  own: Own,
  isMeant: (folder: string) => Effect.Effect<boolean, never, R> = () => Effect.succeed(true),
): Effect.fn.Return<boolean, StorageFailed, R | FileSystem.FileSystem | Path.Path> {
  const isAlone = (at: string) =>
    Effect.flatMap(isMeant(at), (isIt) =>
      isIt ? Effect.map(hasOthers(at, own), (has) => !has) : Effect.succeed(false),
    )
  if (yield* removeFolder(folder, isAlone)) return true
  if (!(yield* isMeant(folder))) return false
  yield* removeAmongOthers(folder, own)
  return true
})
