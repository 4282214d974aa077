import * as Schema from "effect/Schema"
import { JobKind } from "../domain/JobKind.ts"
import { JobState } from "../domain/JobState.ts"
import { Failure } from "./Failure.ts"

/**
 * A job that a journey needs has ended without a result.
 *
 * @category errors
 */
export class JobFailed extends Failure<JobFailed>()("JobFailed", {
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
}

/**
 * The time given to a wait was over before the job was. The job goes on at Zoho, and can be waited for again by its id.
 *
 * @category errors
 */
export class JobStillRunning extends Failure<JobStillRunning>()("JobStillRunning", {
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
}

/**
 * What Zoho says became of the rows does not fit the rows that were sent. Which row it speaks of is never guessed.
 *
 * @category errors
 */
export class OutcomesDiffer extends Failure<OutcomesDiffer>()("OutcomesDiffer", {
  jobId: Schema.String,
  /** The row of the part, counted from 1, the header left out. */
  row: Schema.Int,
  problem: Schema.String,
  /** Under which name the journal keeps the archive that Zoho gave. */
  archive: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return `The rows were written; what became of each is in ${this.archive}, beside the journal, as Zoho gave it. Show it to Zoho's support, with the id of the job.`
  }

  get summary(): string {
    return `The outcomes of write job ${this.jobId} do not fit the rows that were sent, at row ${this.row}: ${this.problem}`
  }
}

/**
 * The pages of an export do not fit together, so that records could be missing or come twice.
 *
 * @category errors
 */
export class PagesBroken extends Failure<PagesBroken>()("PagesBroken", {
  module: Schema.String,
  /** The page at which it was noticed, counted from 1. */
  page: Schema.Int,
  jobId: Schema.String,
  problem: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "Begin the export anew; if it happens again, tell Zoho, with the id of the job."
  }

  get summary(): string {
    return `Page ${this.page} of ${this.module} (job ${this.jobId}) does not fit the others: ${this.problem}`
  }
}

/**
 * The token that leads to the next page of an export is older than the 24 hours that it lives.
 *
 * @category errors
 */
export class PageTokenExpired extends Failure<PageTokenExpired>()("PageTokenExpired", {
  module: Schema.String,
  page: Schema.Int,
  /** Milliseconds since the epoch. */
  expiredAt: Schema.Number,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "Begin the export anew, and go on within a day where it is cut short."
  }

  get summary(): string {
    return `Page ${this.page} of ${this.module} cannot be asked for any more: Zoho's page tokens live for 24 hours`
  }
}
