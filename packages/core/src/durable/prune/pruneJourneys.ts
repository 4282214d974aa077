import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as SqlClient from "effect/sql/SqlClient"
import type { Fragment } from "effect/sql/Statement"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { patiently } from "../../sql/sqlFailed.ts"
import { isKeptResult } from "../../results/keptInFolder.ts"
import { type Own, removeOwn } from "../../storage/removeOwn.ts"
import { isKept } from "../../transfer/journal/partFiles.ts"
import type { JourneyRequest } from "../JourneyRequest.ts"
import { workflowOf } from "../workflows/definitions.ts"
import { tableFailed } from "../table/JourneyRow.ts"
import { isRowLines } from "../../transfer/rows/rowLines.ts"
import { inTransaction } from "../../sql/inTransaction.ts"

interface Over {
  readonly key: string
  readonly kind: JourneyRequest["kind"]
  readonly folder: string
  readonly execution: string | null
  readonly run: number
  readonly organization: string
  readonly state: string
  readonly ended_at: number | string
}

/** How many are forgotten at a time. */
const atOnce = 100

/** What the engine keeps of some executions; there is nothing if the engine never ran. */
const forgetExecutions = Effect.fnUntraced(
  function* (meant: (sql: SqlClient.SqlClient) => Fragment) {
    const sql = yield* SqlClient.SqlClient
    yield* sql`DELETE FROM cluster_replies WHERE request_id IN (SELECT id FROM cluster_messages WHERE ${meant(sql)})`
    yield* sql`DELETE FROM cluster_messages WHERE ${meant(sql)}`
  },
  (forgetting) => Effect.ignore(forgetting),
)

/** Forgets the executions of earlier runs, which an engine may have given a number of its own. */
const forgetEarlierRuns = Effect.fnUntraced(function* ({ key, kind, run: last }: Over) {
  for (let run = 1; run < last; run++) {
    const execution = yield* workflowOf[kind].executionId({ key, run })
    yield* forgetExecutions((sql) => sql`entity_id = ${execution} OR entity_id LIKE ${`${execution}.%`}`)
  }
})

const ofJourney = (name: string): boolean => isKept(name) || isRowLines(name) || isKeptResult(name)

/** What is a journey's own in its folder: a mirror has a folder for each module. */
const ownOf = (kind: string): Own => (kind === "mirror" ? (name) => isKeptResult(name) || ofJourney : ofJourney)

/**
 * Lets nobody submit a journey again, unless somebody already has: without its journal it would order everything again.
 */
const keepFromRuns = Effect.fnUntraced(function* ({ key, run }: Over) {
  const sql = yield* SqlClient.SqlClient
  const kept = yield* sql`UPDATE zoho_bulk_journeys SET request = 'null'
    WHERE key = ${key} AND run = ${run} AND ended_at IS NOT NULL RETURNING key`.pipe(
    patiently,
    Effect.mapError(tableFailed),
  )
  return kept.length > 0
})

/** Prunes a journey; returns whether it was still over. */
const forgetJourney = Effect.fnUntraced(function* (over: Over, at: number) {
  const { execution, folder, key, kind } = over
  if (!(yield* keepFromRuns(over))) return false
  const sql = yield* SqlClient.SqlClient
  const { join } = yield* Path.Path
  if (execution !== null) yield* forgetExecutions((sql) => sql`entity_id = ${execution}`)
  yield* forgetEarlierRuns(over)
  if (kind !== "wait") yield* removeOwn(join(folder, key), ownOf(kind))
  yield* Effect.gen(function* () {
    yield* sql`DELETE FROM zoho_bulk_journal WHERE journey = ${key}`
    // A mirror has a journal for each module.
    if (kind === "mirror") {
      yield* sql`DELETE FROM zoho_bulk_journal WHERE substr(journey, 1, ${key.length + 1}) = ${`${key}/`}`
    }
    yield* sql`UPDATE zoho_bulk_journeys
      SET progress = NULL, jobs = '[]', result = NULL, failure = NULL, execution = NULL, pruned_at = ${at}
      WHERE key = ${key}`
  }).pipe(inTransaction(sql), patiently, Effect.mapError(tableFailed))
  return true
})

const overBefore = (at: number, limit: number) =>
  SqlClient.SqlClient.use((sql) =>
    sql<Over>`SELECT key, kind, folder, execution, run, organization, state, ended_at FROM zoho_bulk_journeys
      WHERE ended_at <= ${at} AND pruned_at IS NULL ORDER BY ended_at, key LIMIT ${limit}`.pipe(
      patiently,
      Effect.mapError(tableFailed),
    ),
  )

/** The most journeys that are looked at to tell which would be forgotten. */
const mostTold = 1_000_000

/** Tells which journeys would be forgotten. */
export const prunable = Effect.fnUntraced(function* (olderMillis: number) {
  return yield* overBefore((yield* Clock.currentTimeMillis) - olderMillis, mostTold)
})

/** Forgets them, and tells which they were. */
export const pruneEach = Effect.fnUntraced(function* (olderMillis: number) {
  const now = yield* Clock.currentTimeMillis
  const pruned: Array<Over> = []
  for (;;) {
    const over = yield* overBefore(now - olderMillis, atOnce)
    const forgotten = yield* Effect.filter(over, (journey) => forgetJourney(journey, now))
    pruned.push(...forgotten)
    if (over.length < atOnce) return pruned
  }
})

/**
 * Deletes what is stored about journeys that have been over for the given time: requests, journals, results in the
 * table, and the files that they needed to resume. Keys are never reused, so pruning cannot cause a second order. The
 * files with the rows belong to the user and stay, as does anything that others have put into the folders of journeys.
 * Returns how many journeys were pruned.
 *
 * **Example** (After a month)
 *
 * ```ts
 * import { pruneJourneys } from "@zoho-bulk/core/durable"
 *
 * export const monthly = () => pruneJourneys(30 * 24 * 60 * 60 * 1_000)
 * ```
 *
 * @category operations
 */
export const pruneJourneys = Effect.fnUntraced(function* (
  olderMillis: number,
): Effect.fn.Return<number, StorageFailed, SqlClient.SqlClient | FileSystem.FileSystem | Path.Path> {
  return (yield* pruneEach(olderMillis)).length
})
