import * as Schema from "effect/Schema"
import { JobKind } from "../domain/JobKind.ts"
import { JobState } from "../domain/JobState.ts"
import { Failure } from "./Failure.ts"

/**
 * A job that a journey needs has ended without a result.
 *
 * **Example** (Which job, and why)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const inWords = ({ code = "no code", jobId, kind }: Failure.JobFailed): string =>
 *   `the ${kind} job ${jobId} failed: ${code}`
 * ```
 *
 * @category errors
 */
export class JobFailed extends Failure<JobFailed>()("JobFailed", {
  /** The id of the job. */
  jobId: Schema.String,
  /** Whether it reads or writes. */
  kind: JobKind,
  /** The state that it ended in. */
  state: JobState,
  /** Zoho's code for why, if it sent one. */
  code: Schema.optionalKey(Schema.String),
  /** Zoho's own words, if it sent any. */
  zohoMessage: Schema.optionalKey(Schema.String),
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "Order it again; if it fails again, give Zoho's support the id of the job."
  }

  get summary(): string {
    const why = [this.code, this.zohoMessage].filter((part) => part !== undefined).join(", ")
    return `The ${this.kind} job ${this.jobId} ended as ${this.state}${why === "" ? "" : ` (${why})`}`
  }
}

/**
 * The time allowed for a wait or a journey ran out before the job ended. The job continues at Zoho: you can wait for it
 * again by its id, or resume the journey.
 *
 * **Example** (The state after five minutes)
 *
 * ```ts
 * import { waitForJob } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const state = (id: string) =>
 *   waitForJob({ id, timeout: "5 minutes" }).pipe(
 *     Effect.map(({ job }) => job.state),
 *     Effect.catchTag("JobStillRunning", (running) => Effect.succeed(running.state)),
 *   )
 * ```
 *
 * @category errors
 */
export class JobStillRunning extends Failure<JobStillRunning>()("JobStillRunning", {
  /** The id of the job; absent if a journey had not ordered one yet. */
  jobId: Schema.optionalKey(Schema.String),
  /** Whether it reads or writes, if that is known. */
  kind: Schema.optionalKey(JobKind),
  /** Its state at the last look; absent if no look found it. */
  state: Schema.optionalKey(JobState),
  /** Zoho's own word for that state. */
  stateAsSent: Schema.optionalKey(Schema.String),
  /** How long the wait lasted, in milliseconds. */
  waitedMillis: Schema.Number,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    if (this.jobId === undefined) return "Nothing is lost: resume with more time."
    return this.state === "unrecognized"
      ? `Check in Zoho CRM whether it has ended; if not, wait for ${this.jobId} again, with more time.`
      : `Nothing is lost: wait for ${this.jobId} again, with more time.`
  }

  get summary(): string {
    const after = `after ${Math.round(this.waitedMillis / 1_000)} s`
    if (this.jobId === undefined) return `No job has been ordered ${after}`
    const job = `The ${this.kind === undefined ? "" : `${this.kind} `}job ${this.jobId}`
    if (this.state === undefined) return `${job} is not known to have ended ${after}`
    return this.state === "unrecognized" && this.stateAsSent !== undefined
      ? `${job} is ${this.stateAsSent} ${after}, an unknown state`
      : `${job} is still ${this.state} ${after}`
  }
}

/**
 * The outcomes that Zoho reports do not fit the rows that were sent, or Zoho does not report them (any more), although
 * the rows may have been written. Outcomes are never matched to rows by guessing.
 *
 * **Example** (What to keep for Zoho's support)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const evidence = ({ archive, jobId, row }: Failure.OutcomesDiffer) => ({
 *   archive,
 *   jobId,
 *   row,
 * })
 * ```
 *
 * @category errors
 */
export class OutcomesDiffer extends Failure<OutcomesDiffer>()("OutcomesDiffer", {
  /** The write job whose outcomes they are. */
  jobId: Schema.String,
  /** Which part of the import has these rows, such as `part 7`. */
  part: Schema.optionalKey(Schema.String),
  /** The row of the part, counted from 1, without the header. */
  row: Schema.Int,
  /** What does not fit, in one line. */
  problem: Schema.String,
  /** The name under which the journal keeps Zoho's archive; absent if Zoho has none, or no longer has it. */
  archive: Schema.optionalKey(Schema.String),
  /** Where the journal is: a folder, or `memory`. */
  journal: Schema.optionalKey(Schema.String),
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    const unseen = "The rows may have been written: do not send them again unchecked."
    const where = this.journal === undefined ? ", next to the journal" : ` in ${this.journal}`
    return this.archive === undefined
      ? `${unseen} Check in Zoho CRM which of them are there, and give Zoho's support the id of the job.`
      : `${unseen} The outcome of each is in ${this.archive}${where}, as Zoho sent it; give that file and the id of the job to Zoho's support.`
  }

  get summary(): string {
    const which = `write job ${this.jobId}${this.part === undefined ? "" : ` (${this.part})`}`
    return this.archive === undefined
      ? `The outcome of the rows of ${which} is unknown: ${this.problem}`
      : `The outcomes of ${which} do not match the rows that were sent, at row ${this.row}: ${this.problem}`
  }
}

/**
 * A page of an export is not what was requested, or does not fit the others, so that columns or records could be
 * missing or duplicated.
 *
 * **Example** (A title for a report)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const title = ({ module, page, problem }: Failure.PagesBroken): string =>
 *   `Page ${page} of ${module}: ${problem}`
 * ```
 *
 * @category errors
 */
export class PagesBroken extends Failure<PagesBroken>()("PagesBroken", {
  /** API name of the module. */
  module: Schema.String,
  /** The page at which it was noticed, counted from 1. */
  page: Schema.Int,
  /** The job that read this page. */
  jobId: Schema.String,
  /** What does not fit, as the end of a sentence. */
  problem: Schema.String,
  /** API names of the requested fields that have no column. */
  missing: Schema.optionalKey(Schema.Array(Schema.String)),
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return this.missing === undefined
      ? "Begin the export again; if it happens again, give Zoho's support the id of the job."
      : `Leave out ${this.missing.join(", ")}, or check their spelling and that the signed-in user may see them.`
  }

  get summary(): string {
    return `Page ${this.page} of ${this.module} (job ${this.jobId}) is not as expected: ${this.problem}`
  }
}

/**
 * The token for the next page of an export is older than its lifetime of 24 hours, and rows have already been emitted:
 * the same call, made again with the same journal, starts over.
 *
 * **Example** (Whether the reader was too slow)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const tookTooLong = ({ _tag }: Failure.ExportFailure): boolean => _tag === "PageTokenExpired"
 * ```
 *
 * @category errors
 */
export class PageTokenExpired extends Failure<PageTokenExpired>()("PageTokenExpired", {
  /** API name of the module. */
  module: Schema.String,
  /** The page that the token leads to, counted from 1. */
  page: Schema.Int,
  /** When it expired, in milliseconds since the epoch. */
  expiredAt: Schema.Number,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "Begin the export again; if it is interrupted, resume it within a day."
  }

  get summary(): string {
    return `Page ${this.page} of ${this.module} can no longer be requested: Zoho's page tokens last 24 hours`
  }
}
