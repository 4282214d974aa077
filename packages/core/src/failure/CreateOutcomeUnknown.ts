import * as Schema from "effect/Schema"
import { Failure } from "./Failure.ts"
import { couldNot, failureFields } from "./RequestContext.ts"

/**
 * The order for a job was sent, but its answer was lost: the job may or may not exist. The order is not resent
 * automatically, because a second job costs credits and writes rows twice, and Zoho offers no way to tell.
 *
 * **Example** (Ask a person)
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
  /** Which of a journey's jobs it is, such as `page 2` or `part 7`; absent if no journey ordered it. */
  part: Schema.optionalKey(Schema.String),
  /** The job that was created, if it is known and only the journal is missing it. */
  jobId: Schema.optionalKey(Schema.String),
  /** False if the journey has no journal and so cannot be resumed; absent otherwise. */
  hasJournal: Schema.optionalKey(Schema.Literal(false)),
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    if (this.jobId !== undefined) {
      return `Adopt it: Journal.adopt({ jobId: "${this.jobId}" }, { journal }). Then the journey resumes.`
    }
    if (this.hasJournal === false) {
      return (
        "This journey cannot be continued: it has no journal. Look in Zoho CRM, under Setup and Data Administration, for a job created at that time: " +
        "another run orders the jobs again, and an import sends its rows again. " +
        "Give it a journal, such as Journal.layerFolder(folder), so that it can be continued."
      )
    }
    const look = "Look in Zoho CRM, under Setup and Data Administration, for a job created at that time: "
    return this.part === undefined
      ? `${look}if you find one, continue with its id; if not, order it again.`
      : `${look}if you find one, Journal.adopt it; if not, and the program that sent it is gone, Journal.abandon the order. Then the journey resumes.`
  }

  get summary(): string {
    if (this.jobId !== undefined) {
      return `Job ${this.jobId} was created for ${this.part ?? "an order"}, but that could not be recorded (${this.reason})`
    }
    return `${couldNot(this.request)}: the answer was lost (${this.reason}), but the job may exist`
  }
}
