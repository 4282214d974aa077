import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type * as Scope from "effect/Scope"
import type { CopyProof } from "../mirror/CopyProof.ts"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { isMissing } from "../storage/makeFolder.ts"
import { knownCopies, missingIn } from "./copyTables.ts"
import { differencesOf } from "./differencesOf.ts"
import { openSnapshot } from "./SqliteClient.ts"
import type { OpenSqlite } from "./Sqlite.ts"

const compare = Effect.fnUntraced(function* (
  file: string,
  open: OpenSqlite,
): Effect.fn.Return<CopyProof, StorageFailed, Scope.Scope> {
  const snapshot = yield* openSnapshot(file, open)
  const sound = yield* snapshot.read(`check the database ${file}`, ({ all }) => all("PRAGMA integrity_check(10)"))
  const damage = sound.map(([words]) => String(words)).filter((words) => words !== "ok")
  const copies = yield* snapshot.read(`read the copies in ${file}`, knownCopies)
  const missing = yield* snapshot.read(`read the copies in ${file}`, (statements) => missingIn(statements, file))
  const differences = (yield* Effect.forEach(copies, (copy) => differencesOf(snapshot, copy))).flat()
  return {
    checkpoints: copies.map(({ checkpoint }) => checkpoint),
    differences: [...damage.map((words) => `the database is damaged: ${words}`), ...missing, ...differences],
  }
}, Effect.scoped)

/**
 * Compares the copies in a database with what is recorded about them there: all rows by their digest, the columns and
 * the checkpoints; and the database with itself. Indexes and views that others have created do not matter. It does not
 * call Zoho.
 *
 * **Example** (What differs, on Node)
 *
 * ```ts
 * import { verifySqlite } from "@zoho-bulk/core/sqlite"
 * import { openSqlite } from "@zoho-bulk/node-runner/sqlite"
 * import { Effect } from "effect"
 *
 * export const differences = (file: string) =>
 *   Effect.map(verifySqlite(file, openSqlite), (proof) => proof.differences)
 * ```
 *
 * @category operations
 */
export const verifySqlite = Effect.fnUntraced(function* (
  file: string,
  open: OpenSqlite,
): Effect.fn.Return<CopyProof, never, FileSystem.FileSystem> {
  if (yield* isMissing(file)) {
    return { checkpoints: [], differences: [`there is no ${file}`], isAbsent: true }
  }
  return yield* compare(file, open).pipe(
    Effect.catch(({ doing, problem }) =>
      Effect.succeed({ checkpoints: [], differences: [`could not ${doing}: ${problem}`] }),
    ),
  )
})
