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
 * The turn of an organisation to download, by the time when it was taken; or how long until there is one, in
 * milliseconds.
 */
export type DownloadTurn = { readonly at: number } | { readonly wait: number }

/** Changes the latest downloads of an organisation, oldest first, and returns what is recorded along with them. */
const changeDownloads = <A>(
  organization: string,
  change: (latest: ReadonlyArray<number>, now: number) => readonly [A, ReadonlyArray<number>],
): Effect.Effect<A, SqlError, SqlClient.SqlClient> =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    yield* sql`INSERT INTO zoho_bulk_organizations (name, downloads) VALUES (${organization}, '[]')
      ON CONFLICT (name) DO NOTHING`
    return yield* Effect.gen(function* () {
      const [row] = yield* sql<{ readonly downloads: string }>`SELECT downloads FROM zoho_bulk_organizations
        WHERE name = ${organization} ${lockOf(sql)}`
      const now = yield* timeOf(sql)
      const found = decode(row?.downloads)
      const latest = (found._tag === "Some" ? found.value : []).filter((at) => at <= now && at > now - minute)
      const [said, changed] = change(latest, now)
      if (changed !== latest) {
        yield* sql`UPDATE zoho_bulk_organizations SET downloads = ${JSON.stringify(changed)}
          WHERE name = ${organization}`
      }
      return said
    }).pipe(inTransaction(sql))
  })

/**
 * Takes the turn of an organisation to download. All runners count together, and a runner that starts over counts what
 * the one before it did.
 */
export const takeDownloadTurn = (organization: string) =>
  changeDownloads(organization, (latest, now): readonly [DownloadTurn, ReadonlyArray<number>] => {
    const tenth = latest.at(-downloadsPerMinute)
    return tenth === undefined ? [{ at: now }, [...latest, now]] : [{ wait: tenth + minute - now }, latest]
  })

/**
 * Reports that a download is answered: Zoho may have counted it as late as that, if its request was slow or its runner
 * stood still.
 */
export const downloadAnswered = (organization: string, { at }: { readonly at: number }) =>
  changeDownloads(organization, (latest, now) => {
    const place = latest.indexOf(at)
    return [undefined, place === -1 ? [...latest, now] : [...latest.toSpliced(place, 1), now]]
  })
