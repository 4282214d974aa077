import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import type * as SqlClient from "effect/sql/SqlClient"
import * as Stream from "effect/Stream"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { checkPath } from "../../storage/checkPath.ts"
import { keepBytes, readBytes } from "../../storage/keepBytes.ts"
import { makeFolder } from "../../storage/makeFolder.ts"
import { uniqueName } from "../../storage/uniqueName.ts"
import { Journal, type JournalKeeper } from "../../transfer/journal/Journal.ts"
import { entriesOfNow, type JournalEntry } from "../../transfer/journal/JournalEntry.ts"
import { fileToRead, filesLeft, ownFile, prefixOf } from "../../transfer/journal/partFiles.ts"
import { upgradeTables } from "../upgradeTables.ts"
import { journalTables } from "./journalRows.ts"
import { openSqlLog } from "./sqlLog.ts"

/**
 * Which journal in a database to use, and where its files are.
 *
 * **Example** (The journal of a nightly import)
 *
 * ```ts
 * import type { SqlJournalPlace } from "@zoho-bulk/core/durable"
 *
 * export const place: SqlJournalPlace = { journey: "leads-2026-11-26", folder: "/var/lib/zoho/leads-2026-11-26" }
 * ```
 *
 * @category models
 */
export interface SqlJournalPlace {
  /** The name of the journey, unique in the database. */
  readonly journey: string
  /**
   * The folder for the rows and results that the journey needs: every process that may resume it sees the same folder.
   */
  readonly folder: string
}

const endsNeed: ReadonlyArray<JournalEntry["step"]> = ["begun", "split", "finished"]

/**
 *  Keeps a journal in a database, and its files in a folder.
 */
export const sqlJournal = Effect.fnUntraced(function* ({
  folder,
  journey,
}: SqlJournalPlace): Effect.fn.Return<
  JournalKeeper,
  StorageFailed,
  SqlClient.SqlClient | FileSystem.FileSystem | Path.Path
> {
  yield* checkPath(folder, "keep a journal")
  yield* upgradeTables(journalTables)
  yield* makeFolder(folder)
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const context = Context.make(FileSystem.FileSystem, fs).pipe(Context.add(Path.Path, path))
  const writer = yield* uniqueName
  const log = yield* openSqlLog(journey, writer)
  const own = (): string => prefixOf(log.beginning(), writer)
  const fileOf = (name: string): string => path.join(folder, ownFile(own(), name))

  const files = Effect.orElseSucceed(fs.readDirectory(folder), (): ReadonlyArray<string> => [])

  /** Writes an entry; if it ends the need for files, those that existed before it are deleted. */
  const append = Effect.fnUntraced(function* (entry: JournalEntry) {
    const isOfFiles = entry.step === "split" || entry.step === "fetched"
    const found = endsNeed.includes(entry.step) ? yield* files : []
    const hasEarlier = entry.step === "begun" && log.entries.length > 0
    yield* log.append(isOfFiles ? { ...entry, keptAs: own() } : entry)
    const entries = entriesOfNow(log.entries)
    const left = filesLeft(found, { own: own(), beginning: log.beginning(), entries, hasEarlier })
    yield* Effect.forEach(left, (name) => Effect.ignore(fs.remove(path.join(folder, name), { force: true })), {
      discard: true,
    })
  }, Effect.uninterruptible)

  return {
    place: folder,
    entries: Effect.sync(() => [...log.entries]),
    append,
    check: log.readAnew,
    readAnew: log.readAnew,
    keep: (name, bytes) => Effect.asVoid(Effect.suspend(() => Effect.provide(keepBytes(fileOf(name), bytes), context))),
    read: (name) =>
      Stream.suspend(() => {
        const file = fileToRead(entriesOfNow(log.entries), name, own())
        return Stream.provideContext(readBytes(path.join(folder, file)), context)
      }),
    forget: (name) => Effect.ignore(Effect.suspend(() => fs.remove(fileOf(name), { force: true }))),
  }
})

/**
 * Provides a journal whose entries are rows of a database, SQLite or PostgreSQL, so that another machine can resume the
 * journey.
 *
 * **Details**
 *
 * Only a process that has seen the previous entry can write the next one. A process that takes over the journey fences
 * out its previous owner, which falls silent rather than failing: it waits until it is interrupted. The answer to an
 * order that it had sent is still accepted, and the new owner waits for it as long as a call may take (`callTimeout`)
 * before the outcome counts as unknown.
 *
 * The tables are created if needed, and upgraded to this program's version.
 *
 * **Example** (An export that another machine can resume)
 *
 * ```ts
 * import { exportModule } from "@zoho-bulk/core"
 * import { layerJournalSql } from "@zoho-bulk/core/durable"
 *
 * const journal = layerJournalSql({ journey: "contacts", folder: "/mnt/shared/contacts" })
 *
 * export const contacts = () => exportModule({ module: "Contacts" }, { journal })
 * ```
 *
 * @category layers
 */
export const layerJournalSql = (
  place: SqlJournalPlace,
): Layer.Layer<Journal, StorageFailed, SqlClient.SqlClient | FileSystem.FileSystem | Path.Path> =>
  Layer.effect(Journal, sqlJournal(place))
