import * as Schema from "effect/Schema"
import * as DurableDeferred from "effect/workflow/DurableDeferred"
import { JobId } from "../domain/JobId.ts"
import { JobState } from "../domain/JobState.ts"

/** What became of an order: the job that it created, or that it created none. */
const WordOnOrder = Schema.Union([
  Schema.TaggedStruct("Adopt", {
    /** The job that the order created. */
    jobId: JobId,
  }),
  Schema.TaggedStruct("NoJob", {}),
])
export type WordOnOrder = typeof WordOnOrder.Type

/**
 * A person's word on an order of unknown outcome: the job that it created, that it created none, or that the whole
 * journey is no longer wanted.
 *
 * **Example** (No job was found)
 *
 * ```ts
 * import type { Word } from "@zoho-bulk/core/durable"
 *
 * export const word: Word = { _tag: "NoJob" }
 * ```
 *
 * @category models
 */
export const Word = Schema.Union([...WordOnOrder.members, Schema.TaggedStruct("Cancel", {})])

/** @category models */
export type Word = typeof Word.Type

/**
 * Where a journey waits for the word on a question: it can sleep for days, at no cost. Questions of a journey are
 * numbered from 1. `resolveOrder` gives words; this is for programs that give them to an engine themselves.
 *
 * **Example** (The name of the first question)
 *
 * ```ts
 * import { wordOn } from "@zoho-bulk/core/durable"
 *
 * export const first = wordOn(1).name
 * ```
 *
 * @category workflows
 */
export const wordOn = (number: number) => DurableDeferred.make(`word/${number}`, { success: Word })

/**
 * Signals that a journey should stop, which an interruption alone does not achieve. `cancelJourney` sets it.
 *
 * **Example** (Its name in the engine)
 *
 * ```ts
 * import { cancellation } from "@zoho-bulk/core/durable"
 *
 * export const name = cancellation.name
 * ```
 *
 * @category workflows
 */
export const cancellation = DurableDeferred.make("cancellation")

/**
 * Signals that Zoho has posted the end of a job, whichever machine received it. The post need not be trusted: the job
 * is looked at once more.
 *
 * **Example** (A wait that ends)
 *
 * ```ts
 * import { calledBack, Wait } from "@zoho-bulk/core/durable"
 * import { Effect } from "effect"
 * import { DurableDeferred } from "effect/workflow"
 *
 * export const end = (key: string) =>
 *   Effect.flatMap(DurableDeferred.tokenFromPayload(calledBack, { workflow: Wait, payload: { key } }), (token) =>
 *     DurableDeferred.succeed(calledBack, { token, value: { state: "completed" } }),
 *   )
 * ```
 *
 * @category workflows
 */
export const calledBack = DurableDeferred.make("called-back", { success: Schema.Struct({ state: JobState }) })
