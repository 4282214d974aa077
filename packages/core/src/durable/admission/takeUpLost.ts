import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as SqlClient from "effect/sql/SqlClient"
import type { WorkflowEngine } from "effect/workflow/WorkflowEngine"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { patiently } from "../../sql/sqlFailed.ts"
import { CurrentPlacement } from "../engine/CurrentPlacement.ts"
import { tableFailed } from "../table/JourneyRow.ts"
import { workflowOf } from "../workflows/definitions.ts"
import { executionOf } from "./executionOf.ts"
import { silentSince, type Waiting } from "./waitingJourneys.ts"

/** Whoever carries a journey writes of it once a minute at least, in milliseconds; this leaves time to spare. */
const longestSilence = 150_000

interface Polled {
  /** Asks an engine what has become of an execution so far. */
  readonly poll: (
    execution: string,
  ) => Effect.Effect<Option.Option<{ readonly _tag: "Complete" | "Suspended" }>, never, WorkflowEngine>
}

/** Whether an engine has done with an execution, whatever it came to. */
const isOver = Effect.fnUntraced(function* (journey: Waiting) {
  const workflow: Polled = workflowOf[journey.kind]
  return Option.exists(yield* workflow.poll(yield* executionOf(journey)), ({ _tag }) => _tag === "Complete")
})

/** Puts a journey back into the line, as a run of its own: it continues with the jobs that it has. One that is to stop is over. */
const putBack = Effect.fnUntraced(function* ({ key, run }: Waiting, before: number) {
  const sql = yield* SqlClient.SqlClient
  const at = yield* Clock.currentTimeMillis
  yield* sql`UPDATE zoho_bulk_journeys
    SET state = CASE WHEN cancel = 1 THEN 'cancelled' ELSE 'queued' END,
      ended_at = CASE WHEN cancel = 1 THEN CAST(${at} AS BIGINT) ELSE NULL END,
      run = ${run + 1}, execution = NULL, life = NULL, asks = NULL, word = NULL, queued_at = ${at}, changed_at = ${at}
    WHERE key = ${key} AND run = ${run} AND (state = 'running' OR (state = 'needs-a-word' AND cancel = 1))
      AND changed_at < ${before}`.pipe(patiently, Effect.mapError(tableFailed))
})

/**
 * Takes up journeys that nobody carries any more. An engine whose database goes away in the middle of a step dies of it,
 * and keeps that for ever as what became of the execution, although the journey is not over.
 */
export const takeUpLost: Effect.Effect<void, StorageFailed, SqlClient.SqlClient | WorkflowEngine> = Effect.gen(
  function* () {
    const { isHere } = yield* CurrentPlacement
    const before = (yield* Clock.currentTimeMillis) - longestSilence
    for (const journey of yield* silentSince(before)) {
      if (isHere(journey.organization) && (yield* isOver(journey))) yield* putBack(journey, before)
    }
  },
)
