import * as Schema from "effect/Schema"
import { JobKind } from "../domain/JobKind.ts"
import { JobState } from "../domain/JobState.ts"

/**
 * The time given to a wait was over before the job was. The job goes on at Zoho, and can be waited for again by its id.
 *
 * @category errors
 */
export class JobStillRunning extends Schema.TaggedError<JobStillRunning>()("JobStillRunning", {
  jobId: Schema.String,
  kind: JobKind,
  state: JobState,
  /** How long was waited, in milliseconds. */
  waitedMillis: Schema.Number,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return `Nothing is lost: wait for ${this.jobId} again, with more time.`
  }

  get summary(): string {
    return `The ${this.kind} job ${this.jobId} is still ${this.state} after ${Math.round(this.waitedMillis / 1_000)} s`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
