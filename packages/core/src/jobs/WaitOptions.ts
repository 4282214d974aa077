import type * as Duration from "effect/Duration"
import type { JobKind } from "../domain/JobKind.ts"
import type { JobState } from "../domain/JobState.ts"
import type { ReadJob } from "../domain/ReadJob.ts"
import type { WriteJob } from "../domain/WriteJob.ts"
import type { InvalidRequest } from "../failure/InvalidInput.ts"
import type { JobStillRunning } from "../failure/TransferFailure.ts"
import type { GetJobDetailsFailure } from "./getJobDetails.ts"
import type { JobSignals } from "./JobSignals.ts"

/**
 * Which job to wait for, and for how long; without a `timeout`, until it has ended. You can pass a job that was just
 * created: `waitForJob(created)`.
 *
 * **Example** (At most half an hour)
 *
 * ```ts
 * import { type Job, waitForJob } from "@zoho-bulk/core"
 *
 * const options = (id: string): Job.WaitOptions => ({ id, timeout: "30 minutes" })
 *
 * export const ended = (id: string) => waitForJob(options(id))
 * ```
 *
 * @category models
 */
export interface WaitOptions<Kind extends JobKind | undefined = JobKind | undefined> {
  /** The job's kind, if it is known: without it, a read job is looked for first. */
  readonly kind?: Kind | undefined
  /** The job's id, a string of digits. */
  readonly id: string
  /**
   * The maximum time to wait, such as `"5 minutes"`; after that the wait fails with `JobStillRunning`, and the job
   * continues. By default there is no limit: it waits until the job has ended.
   */
  readonly timeout?: Duration.Input | undefined
  /**
   * Signals that end the wait as soon as they announce the end of the job, for example after a callback; looks at the
   * job continue all the same.
   */
  readonly signals?: JobSignals["Service"] | undefined
}

/**
 * The job type of a kind: `ReadJob` for `"read"`, `WriteJob` for `"write"`, and either if the kind is not known.
 *
 * **Example** (A function for one kind at a time)
 *
 * ```ts
 * import { type Job, type JobKind, waitForJob } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const ended = <Kind extends JobKind>(kind: Kind, id: string) =>
 *   Effect.map(waitForJob({ kind, id }), ({ job }): Job.JobOf<Kind> => job)
 * ```
 *
 * @category models
 */
export type JobOf<Kind extends JobKind | undefined> = Kind extends "read"
  ? ReadJob
  : Kind extends "write"
    ? WriteJob
    : ReadJob | WriteJob

/**
 * What a wait has seen so far.
 *
 * @category models
 */
export interface Observed {
  /** Looks that found the job; each cost an API credit. */
  readonly looks: number
  /** Looks that failed without ending the wait. */
  readonly failedLooks: number
  /** How often the job was seen in each state. */
  readonly states: Readonly<Partial<Record<JobState, number>>>
  /** How long the wait has taken so far, in milliseconds. */
  readonly elapsedMillis: number
}

/**
 * Every way in which a wait can fail. A failed job is not a failure of the wait.
 *
 * **Example** (Whether to wait again)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const isWorthAnother = (failure: Failure.WaitFailure): boolean =>
 *   failure._tag === "JobStillRunning" || failure.isRetryable
 * ```
 *
 * @category errors
 */
export type WaitFailure = InvalidRequest | GetJobDetailsFailure | JobStillRunning
