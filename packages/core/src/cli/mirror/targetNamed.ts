import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import { type FolderOptions, folderTarget } from "../../mirror/folder/folderTarget.ts"
import type { MirrorTarget } from "../../mirror/MirrorTarget.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { isFault, storageFailed } from "../../storage/storageFailed.ts"
import { passedOver } from "../explain/passedOver.ts"
import type { root } from "../flags/root.ts"
import { LoadSqlite } from "../run/LoadSqlite.ts"
import { UsageError } from "../failure/UsageError.ts"

/** How copies lie where they are, as far as that is up to who runs the command. */
export interface PlaceOptions extends FolderOptions {
  /** Whether a database keeps the rows of deleted records. */
  readonly softDelete?: boolean | undefined
}

/** The place of copies that a name means. */
export interface NamedTarget {
  readonly target: MirrorTarget<FileSystem.FileSystem | Path.Path>
  /** The folder of the journals of its exports. */
  readonly journals: string
  /** The files and folders that it reads and writes. */
  readonly access: ReadonlyArray<string>
}

type Named = Effect.Services<typeof root> | FileSystem.FileSystem | Path.Path

/** What databases are called; a slash behind it makes it a folder. */
const namesDatabase = /\.(?:db|sqlite|sqlite3)$/i

/** Finds the folder of copies that is meant. */
const folderNamed = Effect.fnUntraced(function* (
  name: string,
  options: FolderOptions,
): Effect.fn.Return<NamedTarget, UsageError | StorageFailed, Named> {
  const { join, resolve } = yield* Path.Path
  const fs = yield* FileSystem.FileSystem
  const folder = resolve(name)
  const found = yield* fs.stat(folder).pipe(
    Effect.asSome,
    Effect.catchIf(isFault("NotFound"), () => Effect.succeedNone),
    Effect.mapError(storageFailed(`look at ${folder}`)),
    Effect.catchTag("StorageFailed", passedOver(Option.none<FileSystem.File.Info>())),
  )
  const isFolder = Option.exists(found, ({ type }) => type === "Directory")
  if (Option.isSome(found) && !isFolder) {
    return yield* new UsageError({
      problem: `${name} is a file, and copies are kept in a folder`,
      remedy: `Name a folder; or write sqlite:${name} for a SQLite database.`,
    })
  }
  if (!isFolder && namesDatabase.test(name)) {
    return yield* new UsageError({
      problem: `${name} is the name of a database, and would be a folder`,
      remedy: `Write sqlite:${name} for a SQLite database, or ${name}/ for a folder.`,
    })
  }
  return { target: folderTarget(folder, options), journals: join(folder, "journals"), access: [folder] }
})

const noSqlite = new UsageError({
  problem: "This way of running zoho-bulk has no SQLite",
  remedy: "Name a folder, such as ./copies.",
})

/** Finds the database of copies that is meant. What it takes is loaded only then. */
const databaseNamed = Effect.fnUntraced(function* (
  name: string,
  { format, merge, softDelete }: PlaceOptions,
): Effect.fn.Return<NamedTarget, UsageError, Path.Path> {
  const { dirname, resolve } = yield* Path.Path
  if (name.trim() === "") {
    return yield* new UsageError({ problem: "sqlite: names no file", remedy: "Name one, such as sqlite:crm.db." })
  }
  if (format !== undefined || merge === true) {
    return yield* new UsageError({
      problem: "--format and --merge are for copies in a folder",
      remedy: "Leave them out for a database.",
    })
  }
  const load = yield* LoadSqlite
  if (load === undefined) return yield* noSqlite
  const open = yield* load
  const { sqliteTarget } = yield* Effect.promise(() => import("../../sql/sqliteTarget.ts"))
  const file = resolve(name)
  return {
    target: sqliteTarget(file, open, { softDelete }),
    journals: `${file}-journals`,
    access: [dirname(file)],
  }
})

/** Kinds of places beside folders, by what stands before the colon. */
const kinds: ReadonlyMap<string, typeof databaseNamed> = new Map([["sqlite", databaseNamed]])

/** Finds the place of copies that is meant: a folder, or what a word and a colon say that it is. */
export const targetNamed = Effect.fnUntraced(function* (
  name: string,
  options: PlaceOptions = {},
): Effect.fn.Return<NamedTarget, UsageError | StorageFailed, Named> {
  if (name.trim() === "") {
    return yield* new UsageError({ problem: "No target is named", remedy: "Name a folder, such as ./copies." })
  }
  // One letter is a drive of Windows.
  const [, kind, place = ""] = /^([a-z]{2,}):(.*)$/s.exec(name) ?? []
  if (kind === undefined) {
    const { softDelete, ...ofFolder } = options
    if (softDelete !== true) return yield* folderNamed(name, ofFolder)
    return yield* new UsageError({
      problem: "--soft-delete is for copies in a database",
      remedy: "Leave it out for a folder: its files of changes list what was deleted.",
    })
  }
  const found = kinds.get(kind)
  if (found !== undefined) return yield* found(place, options)
  return yield* new UsageError({
    problem: `There are no copies in ${kind}: places`,
    remedy: `Name a folder, such as ./copies, or a database, such as sqlite:crm.db; if it is called ${name}, write it as ./${name}.`,
  })
})
