import * as Effect from "effect/Effect"
import * as SqlClient from "effect/sql/SqlClient"
import { StorageFailed } from "../failure/StorageFailed.ts"
import type { OwnTables } from "./ownTables.ts"
import { patiently, sqlFailed } from "./sqlFailed.ts"
import { inTransaction } from "./inTransaction.ts"

/** The same table as for copies, which may be in the same database. */
const makeVersions =
  "CREATE TABLE IF NOT EXISTS zoho_bulk_versions (name TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL)"

/** Programs that start at the same time upgrade one after the other. */
const inTurn = (sql: SqlClient.SqlClient) =>
  sql.onDialectOrElse({
    pg: () => Effect.asVoid(sql`SELECT pg_advisory_xact_lock(7264829105)`),
    orElse: () => Effect.void,
  })

/** Brings our tables in a database, SQLite or PostgreSQL, to the version that this program knows; refuses those of a later one. */
export const upgradeTables = Effect.fnUntraced(function* ({
  name,
  steps,
}: OwnTables): Effect.fn.Return<void, StorageFailed, SqlClient.SqlClient> {
  const sql = yield* SqlClient.SqlClient
  const failed = sqlFailed(`prepare the tables of ${name}`)
  const version = yield* Effect.gen(function* () {
    yield* inTurn(sql)
    yield* sql.unsafe(makeVersions)
    const [row] = yield* sql<{ readonly version: number }>`SELECT version FROM zoho_bulk_versions WHERE name = ${name}`
    const found = Number(row?.version ?? 0)
    if (found >= steps.length) return found
    for (const step of steps.slice(found).flat()) yield* sql.unsafe(step)
    yield* sql`INSERT INTO zoho_bulk_versions (name, version) VALUES (${name}, ${steps.length})
      ON CONFLICT (name) DO UPDATE SET version = excluded.version`
    return steps.length
  }).pipe(inTransaction(sql), patiently, Effect.mapError(failed))
  if (version <= steps.length) return
  return yield* new StorageFailed({
    doing: `use the tables of ${name}`,
    problem: `they are of version ${version}, but this program supports versions up to ${steps.length}`,
    remedy: "Use the version of zoho-bulk that wrote them, or a later one.",
  })
})
