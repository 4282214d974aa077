import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import type { SqlError } from "effect/sql/SqlError"
import { inTransaction } from "../../sql/inTransaction.ts"

/** Beyond ten downloads in a minute Zoho refuses all of them until the minute is over (v7 download page). */
const [downloadsPerMinute, minute] = [10, 60_000]

const decode = Schema.decodeUnknownOption(Schema.fromJsonString(Schema.Array(Schema.Finite)))

/** The time of the database, where runners of several machines share it: their clocks differ. */
const timeOf = (sql: SqlClient.SqlClient): Effect.Effect<number, SqlError> =>
  sql.onDialectOrElse({
    pg: () =>
      Effect.map(
        sql<{ readonly at: string }>`SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint::text AS at`,
        ([row]) => Number(row?.at),
      ),
    orElse: () => Clock.currentTimeMillis,
  })

const lockOf = (sql: SqlClient.SqlClient) => sql.onDialectOrElse({ pg: () => sql`FOR UPDATE`, orElse: () => sql`` })

/**
 * Takes the turn of an organisation to download, and gives 0; or how long that is not to be had, in milliseconds. All runners count together, and a
 * runner that begins anew counts what the one before it did.
 */
export const takeDownloadTurn = Effect.fnUntraced(function* (
  organization: string,
): Effect.fn.Return<number, SqlError, SqlClient.SqlClient> {
  const sql = yield* SqlClient.SqlClient
  yield* sql`INSERT INTO zoho_bulk_organizations (name, downloads) VALUES (${organization}, '[]')
    ON CONFLICT (name) DO NOTHING`
  return yield* Effect.gen(function* () {
    const [row] = yield* sql<{ readonly downloads: string }>`SELECT downloads FROM zoho_bulk_organizations
      WHERE name = ${organization} ${lockOf(sql)}`
    const now = yield* timeOf(sql)
    const found = decode(row?.downloads)
    const latest = (found._tag === "Some" ? found.value : []).filter((at) => at <= now && at > now - minute)
    const tenth = latest.at(-downloadsPerMinute)
    if (tenth !== undefined) return tenth + minute - now
    yield* sql`UPDATE zoho_bulk_organizations SET downloads = ${JSON.stringify([...latest, now])}
      WHERE name = ${organization}`
    return 0
  }).pipe(inTransaction(sql))
})
