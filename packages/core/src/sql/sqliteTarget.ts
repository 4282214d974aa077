import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import { holdPlace } from "../mirror/holdPlace.ts"
import type { MirrorTarget } from "../mirror/MirrorTarget.ts"
import { checkPath } from "../storage/checkPath.ts"
import { makeFile } from "../storage/makeFile.ts"
import { uniqueName } from "../storage/uniqueName.ts"
import { copiedRows, readCopies } from "./copiedRows.ts"
import { copyTables, forgetCopy, type KnownCopy, knownCopies } from "./copyTables.ts"
import { quoted, stagedPrefix, stagedTable } from "./moduleTable.ts"
import { exists, upgrade } from "./ownTables.ts"
import { differencesOf } from "./differencesOf.ts"
import type { OpenSqlite, SqliteValue } from "./Sqlite.ts"
import { openClient } from "./SqliteClient.ts"
import { stageCopy } from "./stageCopy.ts"
import { verifySqlite } from "./verifySqlite.ts"

/**
 * How copies are stored in a database.
 *
 * **Example** (Rows of deleted records stay)
 *
 * ```ts
 * import type { SqliteTargetOptions } from "@zoho-bulk/core/sqlite"
 *
 * export const options: SqliteTargetOptions = { softDelete: true }
 * ```
 *
 * @category configuration
 */
export interface SqliteTargetOptions {
  /**
   * Whether the rows of deleted records stay, with the time of their deletion in a column `deleted_at`, which is empty
   * for all others. False by default: such rows are deleted.
   */
  readonly softDelete?: boolean | undefined
}

/**
 * SQLite sorts the entries of an index in the memory of its cache: a small one is faster than a large one, and others
 * wait in the meantime. `ALTER TABLE` leaves other users' views alone, because they refer to tables by name; so do keys
 * that refer to our tables. Staged rows may be lost in a power failure, committed ones are not.
 */
const pragmas = [
  "journal_mode = WAL",
  "synchronous = NORMAL",
  "foreign_keys = OFF",
  "legacy_alter_table = ON",
  "cache_size = -2000",
]

/**
 * Keeps copies in a SQLite database: a table for each module, with the module's name, and a view (`Leads by label`)
 * with the column names that users see.
 *
 * **Details**
 *
 * Numbers and booleans are typed columns; ids, times with their offsets, and all others are text. A column whose values
 * would not all stay the same as numbers, such as decimals that a double would round, is a text column. The first copy
 * also creates an index on `Modified_Time`. The database may have other tables, and your own indexes and views of these
 * tables: they stay. A module whose table has a column that somebody else has added is not copied, and its copy is not
 * changed: the next whole read would lose the column.
 *
 * **Example** (Into a file, on Node)
 *
 * ```ts
 * import { sqliteTarget } from "@zoho-bulk/core/sqlite"
 * import { openSqlite } from "@zoho-bulk/node-runner/sqlite"
 *
 * export const target = sqliteTarget("/var/lib/zoho/crm.db", openSqlite)
 * ```
 *
 * @category targets
 */
export const sqliteTarget = (
  file: string,
  open: OpenSqlite,
  { softDelete = false }: SqliteTargetOptions = {},
): MirrorTarget<FileSystem.FileSystem | Path.Path> => ({
  name: file,
  checkpoints: Effect.map(readCopies(file, open), (copies) => copies.map(({ checkpoint }) => checkpoint)),
  rows: (module) => copiedRows(file, open, module),
  verify: verifySqlite(file, open),
  open: Effect.gen(function* () {
    yield* checkPath(file, "open the database")
    yield* holdPlace(file, `${file}.lock`)
    yield* makeFile(file)
    const client = yield* openClient(file, open, pragmas)
    const copies = yield* client.write(`prepare the database ${file}`, (statements) => {
      upgrade(statements, copyTables)
      const left = statements.all(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name GLOB ?",
        `${stagedPrefix}*`,
      )
      for (const [name] of left) statements.run(`DROP TABLE main.${quoted(String(name))}`)
      const found = knownCopies(statements)
      // A table that somebody has dropped is copied from the beginning.
      const dropped = found.filter(({ checkpoint }) => !exists(statements, checkpoint.module))
      for (const { checkpoint } of dropped) forgetCopy(statements, checkpoint.module)
      return found.filter((copy) => !dropped.includes(copy))
    })
    const run = yield* uniqueName
    const known = new Map<string, KnownCopy>(copies.map((copy) => [copy.checkpoint.module, copy]))
    /** The version of the database in which the copies were found unchanged. */
    const provenIn = new Map<string, SqliteValue>()
    const isAsWritten = Effect.fnUntraced(function* (module: string) {
      const copy = known.get(module)
      if (copy === undefined) return true
      const version = yield* client.version
      if (provenIn.get(module) === version) return true
      if ((yield* differencesOf(client, copy)).length > 0) return false
      provenIn.set(module, version)
      return true
    })
    return {
      checkpoints: Effect.sync(() => [...known.values()].map(({ checkpoint }) => checkpoint)),
      isAsWritten,
      stage: (plan) =>
        Effect.suspend(() =>
          stageCopy(
            client,
            plan,
            known.get(plan.module),
            stagedTable(run, plan.module),
            softDelete,
            isAsWritten(plan.module),
            (copy) => void known.set(plan.module, copy),
          ),
        ),
    }
  }),
})
