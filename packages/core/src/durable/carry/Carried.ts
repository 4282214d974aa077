import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { CreateOutcomeUnknown } from "../../failure/CreateOutcomeUnknown.ts"
import { FailureDocument, OpenOrder } from "../JourneyState.ts"
import type { JourneyRow } from "../table/JourneyRow.ts"
import type { Lost } from "./Errand.ts"
import { type TellingFailure, unexpected } from "./failureDocument.ts"

/** How far one activity has carried a journey: to its end, to a question, to its cancellation, or to what Zoho called back. */
export const Carried = Schema.Union([
  Schema.TaggedStruct("Done", { result: Schema.Json }),
  Schema.TaggedStruct("Asks", { order: OpenOrder }),
  Schema.TaggedStruct("Cancelled", {}),
  Schema.TaggedStruct("CalledBack", {}),
])
export type Carried = typeof Carried.Type

/**
 * Why the workflow of a journey failed.
 *
 * **Example** (In one line)
 *
 * ```ts
 * import type { JourneyFailed } from "@zoho-bulk/core/durable"
 *
 * export const line = ({ failure }: JourneyFailed): string => JSON.stringify(failure)
 * ```
 *
 * @category errors
 */
export const JourneyFailed = Schema.TaggedStruct("JourneyFailed", {
  /** The failure, written down. */
  failure: FailureDocument,
})

/** @category errors */
export type JourneyFailed = typeof JourneyFailed.Type

export const failedBy = (failure: FailureDocument): JourneyFailed => ({ _tag: "JourneyFailed", failure })

/** What is left of a journey that is already over, but whose runner had no time to record it. */
export const endOf = ({
  failure,
  result,
  state,
}: Pick<JourneyRow, "failure" | "result" | "state">): Effect.Effect<Carried, JourneyFailed> => {
  if (state === "cancelled") return Effect.succeed({ _tag: "Cancelled" })
  if (state === "completed") return Effect.succeed({ _tag: "Done", result })
  return Effect.fail(failedBy(failure ?? unexpected))
}

/**
 * Puts an order of unknown outcome as a question; returns none if the failure is another, or is not about a part of a
 * journey.
 */
export const questionOf = (failure: TellingFailure | Lost, number: number): OpenOrder | undefined => {
  const lost = failure._tag === "Lost" && "failure" in failure ? failure.failure : failure
  if (!(lost instanceof CreateOutcomeUnknown) || lost.part === undefined) return undefined
  const { jobId, part, sentAt, summary } = lost
  return {
    number,
    part,
    sentAt,
    message: summary,
    ...("module" in failure ? { module: failure.module } : {}),
    ...(jobId === undefined ? {} : { jobId }),
  }
}
