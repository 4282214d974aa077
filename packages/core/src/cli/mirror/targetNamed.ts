import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { type FolderOptions, folderTarget } from "../../mirror/folder/folderTarget.ts"
import type { MirrorTarget } from "../../mirror/MirrorTarget.ts"
import { UsageError } from "../failure/UsageError.ts"

/** The place of copies that a name means. */
export interface NamedTarget {
  readonly target: MirrorTarget<FileSystem.FileSystem | Path.Path>
  /** The folder of the journals of its exports. */
  readonly journals: string
  /** The folders in which it reads and writes. */
  readonly folders: ReadonlyArray<string>
}

/** Finds the place of copies that is meant: a folder. */
export const targetNamed = Effect.fnUntraced(function* (
  name: string,
  options: FolderOptions = {},
): Effect.fn.Return<NamedTarget, UsageError, Path.Path> {
  const { join, resolve } = yield* Path.Path
  if (name.trim() === "") {
    return yield* new UsageError({ problem: "The copy has no place", remedy: "Name a folder, such as ./copies." })
  }
  const folder = resolve(name)
  return { target: folderTarget(folder, options), journals: join(folder, "journals"), folders: [folder] }
})
