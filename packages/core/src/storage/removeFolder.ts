import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Result from "effect/Result"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { isFault, storageFailed } from "./storageFailed.ts"
import { uniqueName } from "./uniqueName.ts"

/** What is about to be removed has a name that is hidden, and that nobody else gives. */
const isAside = (name: string, basename: string): boolean => name.startsWith(`.${basename}.`) && name.endsWith(".over")

/** What is left of removals that were cut short. */
const leftAside = Effect.fnUntraced(
  function* (folder: string) {
    const fs = yield* FileSystem.FileSystem
    const { basename, dirname, join } = yield* Path.Path
    const names = yield* fs.readDirectory(dirname(folder))
    return names.filter((name) => isAside(name, basename(folder))).map((name) => join(dirname(folder), name))
  },
  Effect.orElseSucceed((): ReadonlyArray<string> => []),
)

/**
 * Removes a folder with all its content. It is renamed first, so that nobody finds it half removed, and a process that
 * still has it open, or wakes up in the middle, writes nothing into a folder created in its place. If it cannot be
 * renamed, it is removed where it is.
 *
 * A folder that is not, or no longer, the intended one is put back; returns whether it was.
 */
export const removeFolder = Effect.fnUntraced(function* <R = never>(
  folder: string,
  isMeant: (folder: string) => Effect.Effect<boolean, never, R> = () => Effect.succeed(true),
): Effect.fn.Return<boolean, StorageFailed, R | FileSystem.FileSystem | Path.Path> {
  const fs = yield* FileSystem.FileSystem
  const { basename, dirname, join } = yield* Path.Path
  const failed = storageFailed(`remove the folder ${folder}`)
  const remove = (each: string) => Effect.mapError(fs.remove(each, { recursive: true, force: true }), failed)
  const aside = join(dirname(folder), `.${basename(folder)}.${yield* uniqueName}.over`)
  if (!(yield* isMeant(folder))) return false
  const moved = yield* Effect.result(fs.rename(folder, aside))
  if (Result.isFailure(moved) && !isFault("NotFound")(moved.failure)) return yield* Effect.as(remove(folder), true)
  if (Result.isSuccess(moved) && !(yield* isMeant(aside))) {
    return yield* Effect.as(Effect.mapError(fs.rename(aside, folder), failed), false)
  }
  yield* Effect.forEach(yield* leftAside(folder), remove, { discard: true })
  return true
})
