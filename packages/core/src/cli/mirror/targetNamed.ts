import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import { type FolderOptions, folderTarget } from "../../mirror/folder/folderTarget.ts"
import type { MirrorTarget } from "../../mirror/MirrorTarget.ts"
import { UsageError } from "../failure/UsageError.ts"

/** The place of copies that a name means. */
export interface NamedTarget {
  readonly target: MirrorTarget<FileSystem.FileSystem | Path.Path>
  /** The folder of the journals of its exports. */
  readonly journals: string
  /** The files and folders that it reads and writes. */
  readonly access: ReadonlyArray<string>
}

/** Finds the folder of copies that is meant. */
const folderNamed = Effect.fnUntraced(function* (
  name: string,
  options: FolderOptions,
): Effect.fn.Return<NamedTarget, UsageError, FileSystem.FileSystem | Path.Path> {
  const { join, resolve } = yield* Path.Path
  const fs = yield* FileSystem.FileSystem
  const folder = resolve(name)
  const found = yield* Effect.option(fs.stat(folder))
  if (Option.isSome(found) && found.value.type !== "Directory") {
    return yield* new UsageError({ problem: `${name} is a file, and copies lie in a folder`, remedy: "Name a folder." })
  }
  return { target: folderTarget(folder, options), journals: join(folder, "journals"), access: [folder] }
})

/** Kinds of places beside folders, by what stands before the colon: none so far. */
const kinds: ReadonlyMap<string, typeof folderNamed> = new Map()

/** Finds the place of copies that is meant: a folder, or what a word and a colon say that it is. */
export const targetNamed = Effect.fnUntraced(function* (
  name: string,
  options: FolderOptions = {},
): Effect.fn.Return<NamedTarget, UsageError, FileSystem.FileSystem | Path.Path> {
  if (name.trim() === "") {
    return yield* new UsageError({ problem: "The copy has no place", remedy: "Name a folder, such as ./copies." })
  }
  // One letter is a drive of Windows.
  const [, kind, place = ""] = /^([a-z]{2,}):(.*)$/s.exec(name) ?? []
  if (kind === undefined) return yield* folderNamed(name, options)
  const found = kinds.get(kind)
  if (found !== undefined) return yield* found(place, options)
  return yield* new UsageError({
    problem: `There are no copies in ${kind}: places, only in folders`,
    remedy: `Name a folder, such as ./copies; if it is called ${name}, write it as ./${name}.`,
  })
})
