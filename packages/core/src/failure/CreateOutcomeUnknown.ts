import * as Schema from "effect/Schema"
import { Failure } from "./Failure.ts"
import { couldNot, failureFields } from "./RequestContext.ts"

/**
 * The order for a job went out, and its answer was lost: the job may exist or not. It is not sent
 * again by itself, for a second job costs credits and writes rows twice, and Zoho offers no way to
 * tell.
 *
 * **Example** (Put the question to a person)
 *
 * ```ts
 * import { createReadJob } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const order = () =>
 *   createReadJob({ module: "Contacts" }).pipe(
 *     Effect.tapErrorTag("CreateOutcomeUnknown", ({ reason, sentAt }) =>
 *       Effect.logError(`look for a job of ${new Date(sentAt).toISOString()}: ${reason}`),
 *     ),
 *   )
 * ```
 *
 * @category errors
 */
export class CreateOutcomeUnknown extends Failure<CreateOutcomeUnknown>()("CreateOutcomeUnknown", {
  ...failureFields,
  /** What happened to the answer. */
  reason: Schema.String,
  /** When the order was sent, in milliseconds since the epoch. */
  sentAt: Schema.Number,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return (
      "Look in Zoho CRM, under Setup and Data Administration, for a job made at that time: " +
      "if there is one, go on with its id; if there is none, order it again."
    )
  }

  get summary(): string {
    return `${couldNot(this.request)} for certain: the answer was lost (${this.reason}), and the job may exist`
  }
}
