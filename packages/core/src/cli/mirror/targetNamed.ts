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

/** How copies are stored in their place, as far as the user of the command decides it. */
export interface PlaceOptions extends FolderOptions {
  /** Whether a database keeps the rows of deleted records. */
  readonly softDelete?: boolean | undefined
}

/** The options in a file, if no flag sets them. */
export interface OptionsInFile {
  /** The file as it was named. */
  readonly file: string
  readonly keys: ReadonlyArray<keyof PlaceOptions>
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

const flagOf = { format: "--format", merge: "--merge", softDelete: "--soft-delete" } as const

/** The names of options that a place does not accept, where they are set, and how to remove them. */
const misplaced = (options: ReadonlyArray<keyof PlaceOptions>, { file, keys }: OptionsInFile) => {
  const flags = options.filter((option) => !keys.includes(option)).map((option) => flagOf[option])
  const inFile = options.filter((option) => keys.includes(option)).map((option) => `"${option}"`)
  const it = options.length === 1 ? "it" : "them"
  return {
    names: [...flags, ...inFile].join(" and ") + (inFile.length === 0 ? "" : ` in ${file}`),
    are: options.length === 1 ? "is" : "are",
    drop: flags.length === 0 ? `Remove ${it} from ${file}` : `Leave ${it} out`,
  }
}

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
      problem: `${name} is a file, but copies are kept in a folder`,
      remedy: `Name a folder; or write sqlite:${name} for a SQLite database.`,
    })
  }
  if (!isFolder && namesDatabase.test(name)) {
    return yield* new UsageError({
      problem: `${name} looks like the name of a database, but would be a folder`,
      remedy: `Write sqlite:${name} for a SQLite database, or ${name}/ for a folder.`,
    })
  }
  return { target: folderTarget(folder, options), journals: join(folder, "journals"), access: [folder] }
})

const noSqlite = new UsageError({
  problem: "SQLite is not available here",
  remedy: "Name a folder, such as ./copies.",
})

/** Finds the database of copies that is meant. What it takes is loaded only then. */
const databaseNamed = Effect.fnUntraced(function* (
  name: string,
  { format, merge, softDelete }: PlaceOptions,
  inFile: OptionsInFile,
): Effect.fn.Return<NamedTarget, UsageError, Path.Path> {
  const { dirname, resolve } = yield* Path.Path
  if (name.trim() === "") {
    return yield* new UsageError({
      problem: "sqlite: does not name a file",
      remedy: "Name one, such as sqlite:crm.db.",
    })
  }
  const ofFolders = [
    ...(format === undefined ? [] : ["format" as const]),
    ...(merge === true ? ["merge" as const] : []),
  ]
  if (ofFolders.length > 0) {
    const { are, drop, names } = misplaced(ofFolders, inFile)
    return yield* new UsageError({
      problem: `${names} ${are} for copies in a folder`,
      remedy: `${drop} for a database.`,
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

/** Kinds of places other than folders, by the word before the colon. */
const kinds: ReadonlyMap<string, typeof databaseNamed> = new Map([["sqlite", databaseNamed]])

/** Finds the place of copies that is meant: a folder, or what a word and a colon say that it is. */
export const targetNamed = Effect.fnUntraced(function* (
  name: string,
  options: PlaceOptions = {},
  inFile: OptionsInFile = { file: "", keys: [] },
): Effect.fn.Return<NamedTarget, UsageError | StorageFailed, Named> {
  if (name.trim() === "") {
    return yield* new UsageError({ problem: "No target is named", remedy: "Name a folder, such as ./copies." })
  }
  // One letter is a drive of Windows.
  const [, kind, place = ""] = /^([a-z]{2,}):(.*)$/s.exec(name) ?? []
  if (kind === undefined) {
    const { softDelete, ...ofFolder } = options
    if (softDelete !== true) return yield* folderNamed(name, ofFolder)
    const { are, drop, names } = misplaced(["softDelete"], inFile)
    return yield* new UsageError({
      problem: `${names} ${are} for copies in a database`,
      remedy: `${drop} for a folder: its files of changes list what was deleted.`,
    })
  }
  const found = kinds.get(kind)
  if (found !== undefined) return yield* found(place, options, inFile)
  return yield* new UsageError({
    problem: `${kind}: is not a kind of target for copies`,
    remedy: `Name a folder, such as ./copies, or a database, such as sqlite:crm.db; if it is called ${name}, write it as ./${name}.`,
  })
})
