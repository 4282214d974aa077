import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import { InvalidRequest } from "../../failure/InvalidInput.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { patiently } from "../../sql/sqlFailed.ts"
import { Word, type WordOnOrder } from "../word.ts"
import { findJourney, type JourneyRow, tableFailed } from "./JourneyRow.ts"

const encodeWord = Schema.encodeSync(Schema.fromJsonString(Word))

/** Finds a journey that must exist. */
export const journeyNamed = Effect.fnUntraced(function* (
  key: string,
): Effect.fn.Return<JourneyRow, InvalidRequest | StorageFailed, SqlClient.SqlClient> {
  const journey = yield* findJourney(key)
  if (journey !== undefined) return journey
  return yield* new InvalidRequest({
    problem: `There is no journey ${key}`,
    remedy: "List the journeys, and check the key.",
  })
})

/**
 * A person's word, and the question that it answers.
 *
 * **Example** (The job that was found in Zoho CRM)
 *
 * ```ts
 * import type { Resolution } from "@zoho-bulk/core/durable"
 *
 * export const found = (key: string, jobId: never): Resolution => ({ key, word: { _tag: "Adopt", jobId } })
 * ```
 *
 * @category models
 */
export interface Resolution {
  /** The key of the journey. */
  readonly key: string
  /** What became of the order. */
  readonly word: WordOnOrder
  /**
   * When the order was sent, as the journey reports it, so that a newer question is not answered by mistake. If absent,
   * it answers whichever question there is.
   */
  readonly sentAt?: number | undefined
}

/** Refuses a job that another journey of the organisation has, or is to go on with. */
const checkIsFree = Effect.fnUntraced(function* ({ asks, key, organization }: JourneyRow, word: WordOnOrder) {
  if (word._tag !== "Adopt") return
  const sql = yield* SqlClient.SqlClient
  const [owner] = yield* sql<{ readonly key: string }>`SELECT key FROM zoho_bulk_journeys
    WHERE key <> ${key} AND organization = ${organization} AND kind <> 'wait'
      AND (replace(jobs, ${JSON.stringify(word.jobId)}, '') <> jobs OR word = ${encodeWord(word)})
    ORDER BY queued_at, key LIMIT 1`.pipe(patiently, Effect.mapError(tableFailed))
  if (owner === undefined) return
  return yield* new InvalidRequest({
    problem: `Job ${word.jobId} cannot be the one of ${asks?.part ?? key}: journey ${owner.key} has it`,
    remedy: "Look for another job in Zoho CRM, or say that there is none.",
  })
})

/**
 * Gives the word that a journey is waiting for, on an order of unknown outcome. The journey resumes when its turn
 * comes.
 *
 * **Details**
 *
 * Fails with `InvalidRequest` if the journey is not waiting for a word, or is asking another question by now, or if
 * another journey of the organisation has the job. Before a job is adopted, a look at it checks that it can be the right
 * one; if not, the journey asks again.
 *
 * **Example** (Nobody found a job)
 *
 * ```ts
 * import { resolveOrder } from "@zoho-bulk/core/durable"
 *
 * export const sendAgain = (key: string) => resolveOrder({ key, word: { _tag: "NoJob" } })
 * ```
 *
 * @category operations
 */
export const resolveOrder = Effect.fnUntraced(function* ({
  key,
  sentAt,
  word,
}: Resolution): Effect.fn.Return<void, InvalidRequest | StorageFailed, SqlClient.SqlClient> {
  const sql = yield* SqlClient.SqlClient
  const journey = yield* journeyNamed(key)
  const { asks, state } = journey
  const isMeant = sentAt === undefined || sentAt === asks?.sentAt
  const refused = new InvalidRequest({
    problem:
      state === "needs-a-word" && !isMeant
        ? `Journey ${key} is not asking about that order`
        : `Journey ${key} is not waiting for a word: it is ${state}`,
    remedy: "See what it asks, if anything.",
  })
  if (state !== "needs-a-word" || !isMeant) return yield* refused
  yield* checkIsFree(journey, word)
  const at = yield* Clock.currentTimeMillis
  const changed = yield* sql`UPDATE zoho_bulk_journeys
    SET word = ${encodeWord(word)}, state = 'queued', queued_at = ${at}, changed_at = ${at}
    WHERE key = ${key} AND state = 'needs-a-word' AND word IS NULL AND queued_at = ${journey.queued_at} RETURNING key`.pipe(
    patiently,
    Effect.mapError(tableFailed),
  )
  if (changed.length === 0) return yield* refused
})

/**
 * Cancels a journey. One that has not begun is over immediately; one under way stops where it is, and its runner
 * records that. Jobs that it has ordered continue at Zoho.
 *
 * **Details**
 *
 * A journey that is over stays unchanged.
 *
 * **Example** (It is no longer wanted)
 *
 * ```ts
 * import { cancelJourney } from "@zoho-bulk/core/durable"
 *
 * export const letGo = (key: string) => cancelJourney(key)
 * ```
 *
 * @category operations
 */
export const cancelJourney = Effect.fnUntraced(function* (
  key: string,
): Effect.fn.Return<"cancelled" | "stopping" | "over", InvalidRequest | StorageFailed, SqlClient.SqlClient> {
  const sql = yield* SqlClient.SqlClient
  const at = yield* Clock.currentTimeMillis
  yield* journeyNamed(key)
  const notBegun = yield* sql`UPDATE zoho_bulk_journeys
    SET state = 'cancelled', cancel = 1, ended_at = ${at}, changed_at = ${at}
    WHERE key = ${key} AND state = 'queued' AND begun_at IS NULL RETURNING key`.pipe(
    patiently,
    Effect.mapError(tableFailed),
  )
  if (notBegun.length > 0) return "cancelled"
  const begun = yield* sql`UPDATE zoho_bulk_journeys SET cancel = 1, changed_at = ${at}
    WHERE key = ${key} AND ended_at IS NULL RETURNING key`.pipe(patiently, Effect.mapError(tableFailed))
  return begun.length > 0 ? "stopping" : "over"
})
