import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import type { Statement } from "effect/sql/Statement"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { CountColumn } from "../../sql/CountColumn.ts"
import { patiently } from "../../sql/sqlFailed.ts"
import { tellUnread } from "../carry/CurrentJourneyListener.ts"
import { failureDocument } from "../carry/failureDocument.ts"
import { endUnreadable } from "../table/JourneyLife.ts"
import { tableFailed, unreadable } from "../table/JourneyRow.ts"
import { Word } from "../word.ts"

const Waiting = Schema.Struct({
  key: Schema.String,
  organization: Schema.String,
  /** What its execution is called, once it has begun. */
  execution: Schema.NullOr(Schema.String),
  kind: Schema.Literals(["export", "import", "mirror", "wait"]),
  run: CountColumn,
  queued_at: CountColumn,
  /** The word that it was given, and the question that it is on; it is new where there is none. */
  word: Schema.NullOr(Schema.fromJsonString(Word)),
  asks: Schema.NullOr(Schema.fromJsonString(Schema.Struct({ number: Schema.Int }))),
})

/** A journey whose turn it may be, or that somebody wants to stop. */
export type Waiting = typeof Waiting.Type

const decode = Schema.decodeUnknownResult(Waiting)

/** Reads journeys; one that this version cannot read ends, and holds up no other one. */
const read = Effect.fnUntraced(function* (rows: Statement<{ readonly key: string }>) {
  const readable: Array<Waiting> = []
  for (const row of yield* Effect.mapError(patiently(rows), tableFailed)) {
    const found = decode(row)
    if (Result.isSuccess(found)) readable.push(found.success)
    else {
      const failure = failureDocument(unreadable())
      yield* endUnreadable(row.key, failure)
      yield* tellUnread(row, row.key, failure)
    }
  }
  return readable
})

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
 * The journeys of some organisations whose turn it is, up to a number. It goes round the organisations: those with the
 * fewest journeys under way come first, and within each the journeys that have waited longest. No organisation has more
 * than its lanes under way.
 */
export const nextInLine = Effect.fnUntraced(function* (
  organizations: ReadonlyArray<string>,
  free: number,
  maxOfOrganization: number,
): Effect.fn.Return<ReadonlyArray<Waiting>, StorageFailed, SqlClient.SqlClient> {
  const sql = yield* SqlClient.SqlClient
  const rows = sql<{
    readonly key: string
  }>`SELECT q.key, q.organization, q.execution, q.kind, q.run, q.queued_at, q.word, q.asks FROM (
      SELECT key, organization, execution, kind, run, word, asks, queued_at,
        ROW_NUMBER() OVER (PARTITION BY organization ORDER BY queued_at, key) AS place
      FROM zoho_bulk_journeys WHERE state = 'queued' AND organization IN ${sql.in(organizations)}
    ) q LEFT JOIN (
      SELECT organization, count(*) AS active FROM zoho_bulk_journeys WHERE state = 'running' GROUP BY organization
    ) a ON a.organization = q.organization
    WHERE q.place + COALESCE(a.active, 0) <= ${maxOfOrganization}
    ORDER BY q.place + COALESCE(a.active, 0), q.queued_at, q.key LIMIT ${free}`
  return yield* read(rows)
})

/** The journeys that somebody wants to stop. */
export const unwanted = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const rows = sql<{
    readonly key: string
  }>`SELECT key, organization, execution, kind, run, queued_at, word, asks FROM zoho_bulk_journeys
    WHERE state IN ('queued', 'running', 'needs-a-word') AND cancel = 1`
  return yield* read(rows)
})

/** Journeys that are under way, or are to stop while they ask, and of which nobody has written anything since. */
export const silentSince = Effect.fnUntraced(function* (before: number) {
  const sql = yield* SqlClient.SqlClient
  const rows = sql<{
    readonly key: string
  }>`SELECT key, organization, execution, kind, run, queued_at, word, asks FROM zoho_bulk_journeys
    WHERE (state = 'running' OR (state = 'needs-a-word' AND cancel = 1)) AND changed_at < ${before} ORDER BY changed_at LIMIT 100`
  return yield* read(rows)
})

/**
 * Writes down that a journey is under way, unless it has gone on by then: it may be in the line again already, with another word or another run.
 * What its execution is called is written down even if that has taken the journey up before.
 */
export const markRunning = Effect.fnUntraced(function* (
  { key, queued_at, run }: Pick<Waiting, "key" | "queued_at" | "run">,
  runner: string,
  execution: string,
  at: number,
) {
  const sql = yield* SqlClient.SqlClient
  const marked = yield* sql`UPDATE zoho_bulk_journeys
    SET state = 'running', runner = ${runner}, execution = ${execution}, begun_at = COALESCE(begun_at, ${at}), changed_at = ${at}
    WHERE key = ${key} AND state = 'queued' AND run = ${run} AND queued_at = ${queued_at} RETURNING key`.pipe(
    patiently,
    Effect.mapError(tableFailed),
  )
  if (marked.length > 0) return
  yield* sql`UPDATE zoho_bulk_journeys SET execution = ${execution}
    WHERE key = ${key} AND run = ${run} AND state <> 'queued' AND execution IS NULL AND pruned_at IS NULL`.pipe(
    patiently,
    Effect.mapError(tableFailed),
  )
})
