import * as Schema from "effect/Schema"
import * as DurableDeferred from "effect/workflow/DurableDeferred"
import { JobId } from "../domain/JobId.ts"
import { JobState } from "../domain/JobState.ts"

/**
 * A person's word on an order of unknown outcome: the job that it has made, or that it made none; or that the whole journey is not wanted any more.
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
export const Word = Schema.Union([
  Schema.TaggedStruct("Adopt", { jobId: JobId }),
  Schema.TaggedStruct("NoJob", {}),
  Schema.TaggedStruct("Cancel", {}),
])

/** @category models */
export type Word = typeof Word.Type

/** Where the word on a question is waited for: it sleeps for days, at no cost. */
export const wordOn = (number: number) => DurableDeferred.make(`word/${number}`, { success: Word })

/** Set by who wants a journey to stop. An interruption does not stop what it is at. */
export const cancellation = DurableDeferred.make("cancellation")

/** Set by who receives what Zoho posts when a job ends, on whichever machine. */
export const calledBack = DurableDeferred.make("called-back", { success: Schema.Struct({ state: JobState }) })
