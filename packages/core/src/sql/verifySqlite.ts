import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type * as Scope from "effect/Scope"
import type { CopyProof } from "../mirror/CopyProof.ts"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { allOf, digestOfCopy } from "./copyDigest.ts"
import { type KnownCopy, knownCopies } from "./copyTables.ts"
import { columnsIn } from "./moduleTable.ts"
import { openClient, type SqliteClient } from "./SqliteClient.ts"
import type { OpenSqlite } from "./Sqlite.ts"

/** What is known of the copies in a file, without holding it; none, where there is no such file. */
export const readCopies = Effect.fnUntraced(function* (
  file: string,
  open: OpenSqlite,
): Effect.fn.Return<ReadonlyArray<KnownCopy>, StorageFailed, FileSystem.FileSystem> {
  const fs = yield* FileSystem.FileSystem
  if (!(yield* Effect.orElseSucceed(fs.exists(file), () => true))) return []
  return yield* Effect.scoped(
    Effect.flatMap(openClient(file, open, { readOnly: true }), ({ read }) =>
      read(`read the copies in ${file}`, knownCopies),
    ),
  )
})

const differenceOf = Effect.fnUntraced(function* (
  client: SqliteClient,
  { checkpoint: { module }, digest, rows, text }: KnownCopy,
): Effect.fn.Return<ReadonlyArray<string>, StorageFailed> {
  const columns = yield* client.read(`read the columns of ${module}`, (statements) => columnsIn(statements, module))
  if (columns.length === 0) return [`there is no table ${module}`]
  const found = yield* digestOfCopy(client, { module, text, columns, sources: [allOf(module, columns)] })
  if (found.rows !== rows) return [`${module} has ${found.rows} rows, and not ${rows}`]
  return found.digest === digest
    ? []
    : [`the rows of ${module}, its columns or its checkpoint are not as they were written`]
})

/** A later commit may come between the pages of a table: what differs then is compared again. */
const mostLooks = 3

const compare = Effect.fnUntraced(function* (
  file: string,
  open: OpenSqlite,
): Effect.fn.Return<CopyProof, StorageFailed, Scope.Scope> {
  const client = yield* openClient(file, open, { readOnly: true })
  const sound = yield* client.read(`check the database ${file}`, ({ all }) => all("PRAGMA integrity_check(10)"))
  const damage = sound.map(([words]) => String(words)).filter((words) => words !== "ok")
  for (let look = 1; ; look++) {
    const copies = yield* client.read(`read the copies in ${file}`, knownCopies)
    const differences = (yield* Effect.forEach(copies, (copy) => differenceOf(client, copy))).flat()
    const after = yield* client.read(`read the copies in ${file}`, knownCopies)
    const isStill = copies.every(({ digest }, at) => digest === after[at]?.digest)
    if (!isStill && look < mostLooks) continue
    return {
      checkpoints: copies.map(({ checkpoint }) => checkpoint),
      differences: [...damage.map((words) => `the database is damaged: ${words}`), ...differences],
    }
  }
}, Effect.scoped)

/**
 * Compares the copies in a database with what is written down of them there: all rows by their digest, the columns and the checkpoints; and the
 * database with itself. Indexes and views that others have made change nothing. Zoho is not asked.
 *
 * @category operations
 */
export const verifySqlite = Effect.fnUntraced(function* (
  file: string,
  open: OpenSqlite,
): Effect.fn.Return<CopyProof, never, FileSystem.FileSystem> {
  const fs = yield* FileSystem.FileSystem
  if (!(yield* Effect.orElseSucceed(fs.exists(file), () => true))) {
    return { checkpoints: [], differences: [`there is no ${file}`] }
  }
  return yield* Effect.catch(compare(file, open), ({ doing, problem }) =>
    Effect.succeed({ checkpoints: [], differences: [`could not ${doing}: ${problem}`] }),
  )
})
