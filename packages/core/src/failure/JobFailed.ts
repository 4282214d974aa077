import * as Schema from "effect/Schema"
import { JobKind } from "../domain/JobKind.ts"
import { JobState } from "../domain/JobState.ts"

/**
 * A job that a journey needs has ended without a result.
 *
 * @category errors
 */
export class JobFailed extends Schema.TaggedError<JobFailed>()("JobFailed", {
  jobId: Schema.String,
  kind: JobKind,
  state: JobState,
  /** Zoho's code for why, where it gave one. */
  code: Schema.optionalKey(Schema.String),
  zohoMessage: Schema.optionalKey(Schema.String),
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "Order it anew; if it fails again, show Zoho's support the id of the job."
  }

  get summary(): string {
    const why = [this.code, this.zohoMessage].filter((part) => part !== undefined).join(", ")
    return `The ${this.kind} job ${this.jobId} ended as ${this.state}${why === "" ? "" : ` (${why})`}`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
