import * as Schema from "effect/Schema"
import { JobKind } from "../domain/JobKind.ts"
import { failureFields, quote } from "./RequestContext.ts"

/**
 * Zoho knows no such job: of this kind, in this organisation, in this data centre and environment.
 *
 * Zoho's code: RESOURCE_NOT_FOUND, with HTTP 404 for read jobs and 400 for write jobs (both recorded).
 *
 * @category errors
 */
export class JobNotFound extends Schema.TaggedError<JobNotFound>()("JobNotFound", {
  ...failureFields,
  /** The kinds of job that were looked for. */
  kinds: Schema.NonEmptyArray(JobKind),
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    const [kind, other] = this.kinds
    const otherKind = other === undefined ? ` It may be a ${kind === "read" ? "write" : "read"} job.` : ""
    return (
      `Check the id, and that the job belongs to this organisation in data centre ${this.request.dataCenter}.` +
      `${otherKind} Zoho forgets old jobs.`
    )
  }

  get summary(): string {
    return `There is no ${this.kinds.join(" or ")} job ${this.request.jobId} (${quote(this)})`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
