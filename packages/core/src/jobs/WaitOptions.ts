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
 * Which job to wait for, and for how long; without a `timeout`, until it has ended. A job that was just created says both by itself:
 * `waitForJob(created)`.
 *
 * **Example** (Half an hour at most)
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
   * How long to wait at most, such as `"5 minutes"`; then the wait fails with `JobStillRunning`, and the job goes on. There is no limit by default: it
   * waits until the job has ended.
   */
  readonly timeout?: Duration.Input | undefined
  /** Ends the wait as soon as they announce the end of the job, such as after a callback; looks go on all the same. */
  readonly signals?: JobSignals["Service"] | undefined
}

/**
 * The job of a kind: a `ReadJob` of `"read"`, a `WriteJob` of `"write"`, and either where the kind
 * is not known.
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
  /** Looks that failed, and did not end the wait. */
  readonly failedLooks: number
  /** How often the job was seen in which state. */
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
