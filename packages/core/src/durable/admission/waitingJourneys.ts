import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { CountColumn } from "../../sql/CountColumn.ts"
import { patiently } from "../../sql/sqlFailed.ts"
import { tableFailed } from "../table/JourneyRow.ts"
import { Word } from "../word.ts"

const Waiting = Schema.Struct({
  key: Schema.String,
  organization: Schema.String,
  /** What its execution is called, once it has begun. */
  execution: Schema.NullOr(Schema.String),
  kind: Schema.Literals(["export", "import", "mirror", "wait"]),
  run: CountColumn,
  /** The word that it was given, and the question that it is on; it is new where there is none. */
  word: Schema.NullOr(Schema.fromJsonString(Word)),
  asks: Schema.NullOr(Schema.fromJsonString(Schema.Struct({ number: Schema.Int }))),
})

/** A journey whose turn it may be, or that somebody wants to stop. */
export type Waiting = typeof Waiting.Type

const decode = Schema.decodeUnknownEffect(Schema.Array(Waiting))

const read = <E>(rows: Effect.Effect<ReadonlyArray<object>, E>) =>
  Effect.flatMap(rows, (found) => Effect.orDie(decode(found)))

/** How many journeys a runner has under way. */
export const activeOn = Effect.fnUntraced(function* (
  runner: string,
): Effect.fn.Return<number, StorageFailed, SqlClient.SqlClient> {
  const sql = yield* SqlClient.SqlClient
  const [row] = yield* sql<{ readonly active: number | string }>`SELECT count(*) AS active FROM zoho_bulk_journeys
    WHERE state = 'running' AND runner = ${runner}`.pipe(patiently, Effect.mapError(tableFailed))
  return Number(row?.active ?? 0)
})

/** The organisations that have journeys in line, and places left: the line of one whose places are all taken may be long, and is not looked through. */
export const organizationsInLine = Effect.fnUntraced(function* (
  maxOfOrganization: number,
): Effect.fn.Return<ReadonlyArray<string>, StorageFailed, SqlClient.SqlClient> {
  const sql = yield* SqlClient.SqlClient
  const rows = yield* sql<{ readonly organization: string }>`SELECT q.organization FROM (
      SELECT DISTINCT organization FROM zoho_bulk_journeys WHERE state = 'queued'
    ) q LEFT JOIN (
      SELECT organization, count(*) AS active FROM zoho_bulk_journeys WHERE state = 'running' GROUP BY organization
    ) a ON a.organization = q.organization
    WHERE COALESCE(a.active, 0) < ${maxOfOrganization}`.pipe(patiently, Effect.mapError(tableFailed))
  return rows.map(({ organization }) => organization)
})

/**
 * The journeys of some organisations whose turn it is, so many at most. It goes round the organisations: who has the fewest under way comes first, and of each those that
 * have waited longest. No organisation has more than its lanes under way.
 */
export const nextInLine = Effect.fnUntraced(function* (
  organizations: ReadonlyArray<string>,
  free: number,
  maxOfOrganization: number,
): Effect.fn.Return<ReadonlyArray<Waiting>, StorageFailed, SqlClient.SqlClient> {
  const sql = yield* SqlClient.SqlClient
  const rows = sql<object>`SELECT q.key, q.organization, q.execution, q.kind, q.run, q.word, q.asks FROM (
      SELECT key, organization, execution, kind, run, word, asks, queued_at,
        ROW_NUMBER() OVER (PARTITION BY organization ORDER BY queued_at, key) AS place
      FROM zoho_bulk_journeys WHERE state = 'queued' AND organization IN ${sql.in(organizations)}
    ) q LEFT JOIN (
      SELECT organization, count(*) AS active FROM zoho_bulk_journeys WHERE state = 'running' GROUP BY organization
    ) a ON a.organization = q.organization
    WHERE q.place + COALESCE(a.active, 0) <= ${maxOfOrganization}
    ORDER BY q.place + COALESCE(a.active, 0), q.queued_at, q.key LIMIT ${free}`
  return yield* read(Effect.mapError(patiently(rows), tableFailed))
})

/** The journeys that somebody wants to stop. */
export const unwanted = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const rows = sql<object>`SELECT key, organization, execution, kind, run, word, asks FROM zoho_bulk_journeys
    WHERE state IN ('queued', 'running', 'needs-a-word') AND cancel = 1`
  return yield* read(Effect.mapError(patiently(rows), tableFailed))
})

/** Writes down that a journey is under way, unless it has gone on by then. */
export const markRunning = Effect.fnUntraced(function* (key: string, runner: string, execution: string, at: number) {
  const sql = yield* SqlClient.SqlClient
  yield* sql`UPDATE zoho_bulk_journeys
    SET state = 'running', runner = ${runner}, execution = ${execution}, begun_at = COALESCE(begun_at, ${at}), changed_at = ${at}
    WHERE key = ${key} AND state = 'queued'`.pipe(patiently, Effect.mapError(tableFailed))
})
