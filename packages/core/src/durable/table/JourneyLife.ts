import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import type { Fragment } from "effect/sql/Statement"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { patiently } from "../../sql/sqlFailed.ts"
import { uniqueName } from "../../storage/uniqueName.ts"
import type { FailureDocument, JourneyProgress, OpenOrder } from "../JourneyState.ts"
import { tableFailed } from "./JourneyRow.ts"

/** What a journey has done since somebody last wrote it down. */
export interface Done {
  readonly progress: JourneyProgress
  readonly jobs: ReadonlyArray<string>
  /** The credits that were spent since. */
  readonly credits: number
}

/**
 * A journey as one activity carries it: what it records counts as long as no other activity records something for the
 * same journey. If another one has taken over, nothing may be recorded from here: storing a result, asking or ending
 * then falls silent until it is interrupted, and does not finish the journal.
 */
export interface JourneyLife {
  /** Goes on if no other one has taken up the journey. */
  readonly check: Effect.Effect<void, StorageFailed>
  /** Tells what has been done. */
  readonly tell: (done: Done) => Effect.Effect<void, StorageFailed>
  /** Keeps what came of it, before its journal is finished. */
  readonly keepResult: (result: Schema.Json) => Effect.Effect<void, StorageFailed>
  /** Asks for a word. */
  readonly ask: (order: OpenOrder) => Effect.Effect<void, StorageFailed>
  readonly complete: Effect.Effect<void, StorageFailed>
  readonly fail: (failure: FailureDocument) => Effect.Effect<void, StorageFailed>
}

/** It ends when it is told to. */
const silence: Effect.Effect<never> = Effect.interruptible(Effect.never)

/** Takes up a run of a journey in the table: none, where it was cancelled before it began, is over, or was submitted again since. */
export const beginLife = Effect.fnUntraced(function* (
  key: string,
  runner: string,
  run: number,
): Effect.fn.Return<JourneyLife | undefined, StorageFailed, SqlClient.SqlClient> {
  const sql = yield* SqlClient.SqlClient
  const life = yield* uniqueName
  const begunAt = yield* Clock.currentTimeMillis

  const change = (what: (at: number) => Fragment) =>
    Effect.flatMap(
      Clock.currentTimeMillis,
      (at) => sql`UPDATE zoho_bulk_journeys SET ${what(at)}, changed_at = ${at}
        WHERE key = ${key} AND life = ${life} RETURNING key`,
    ).pipe(patiently, Effect.mapError(tableFailed))

  /** Records the result of the journey, or falls silent. */
  const settle = (what: (at: number) => Fragment) =>
    Effect.flatMap(change(what), (changed) => (changed.length === 0 ? silence : Effect.void))

  const begun = yield* sql`UPDATE zoho_bulk_journeys
    SET state = 'running', runner = ${runner}, life = ${life}, asks = NULL, word = NULL,
      begun_at = COALESCE(begun_at, ${begunAt}), changed_at = ${begunAt}
    WHERE key = ${key} AND run = ${run} AND ended_at IS NULL RETURNING key`.pipe(
    patiently,
    Effect.mapError(tableFailed),
  )
  if (begun.length === 0) return undefined

  return {
    check: settle(() => sql`life = ${life}`),
    tell: ({ credits, jobs, progress }) =>
      Effect.asVoid(
        change(
          () =>
            sql`progress = ${JSON.stringify(progress)}, jobs = ${JSON.stringify(jobs)}, credits = credits + ${credits}`,
        ),
      ),
    keepResult: (result) => settle(() => sql`result = ${JSON.stringify(result)}`),
    ask: (order) => settle(() => sql`state = 'needs-a-word', asks = ${JSON.stringify(order)}, word = NULL`),
    complete: settle((at) => sql`state = 'completed', ended_at = ${at}`),
    fail: (failure) => settle((at) => sql`state = 'failed', failure = ${JSON.stringify(failure)}, ended_at = ${at}`),
  }
})

/** Ends a journey that cannot be carried here: what is written of it is of a form that this version does not know. */
export const endUnreadable = Effect.fnUntraced(function* (
  key: string,
  failure: FailureDocument,
): Effect.fn.Return<void, StorageFailed, SqlClient.SqlClient> {
  const sql = yield* SqlClient.SqlClient
  const at = yield* Clock.currentTimeMillis
  yield* sql`UPDATE zoho_bulk_journeys
    SET state = 'failed', life = NULL, failure = ${JSON.stringify(failure)}, ended_at = ${at}, changed_at = ${at}
    WHERE key = ${key} AND ended_at IS NULL`.pipe(patiently, Effect.mapError(tableFailed))
})

/** Fences out whoever carries a run of a journey that is to be stopped; gives the journey, unless that run is over. */
export const fenceOut = Effect.fnUntraced(function* (
  key: string,
  run: number,
): Effect.fn.Return<
  { readonly kind: string; readonly folder: string } | undefined,
  StorageFailed,
  SqlClient.SqlClient
> {
  const sql = yield* SqlClient.SqlClient
  const [journey] = yield* sql<{ readonly kind: string; readonly folder: string }>`UPDATE zoho_bulk_journeys
    SET life = NULL WHERE key = ${key} AND run = ${run} AND ended_at IS NULL RETURNING kind, folder`.pipe(
    patiently,
    Effect.mapError(tableFailed),
  )
  return journey
})

/** Writes down that a run of a journey was stopped by who did not want it any more; whoever is at it still writes nothing. */
export const endCancelled = Effect.fnUntraced(function* (
  key: string,
  run: number,
): Effect.fn.Return<void, StorageFailed, SqlClient.SqlClient> {
  const sql = yield* SqlClient.SqlClient
  const at = yield* Clock.currentTimeMillis
  yield* sql`UPDATE zoho_bulk_journeys SET state = 'cancelled', life = NULL, asks = NULL, ended_at = ${at}, changed_at = ${at}
    WHERE key = ${key} AND run = ${run} AND ended_at IS NULL`.pipe(patiently, Effect.mapError(tableFailed))
})
