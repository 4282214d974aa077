import * as Effect from "effect/Effect"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { JobKind } from "../domain/JobKind.ts"
import { pollJob } from "./pollJob.ts"
import type { JobOf, Observed as ObservedWait, WaitFailure, WaitOptions } from "./WaitOptions.ts"

/**
 * Waits until a job has ended: completed, failed or skipped, according to its `state`.
 *
 * **Details**
 *
 * Goes by `state` alone. A look that fails transiently does not end the wait; a permanent failure ends it immediately.
 * Without a `timeout` it waits as long as the job takes; with one it fails with `JobStillRunning`, which leaves the job
 * alone and carries its id. See `watchJob` for when it looks. A failed job is not a failure of the wait;
 * `Failure.WaitFailure` lists those that are.
 *
 * **Example** (At most five minutes)
 *
 * ```ts
 * import { waitForJob } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const rows = waitForJob({ kind: "read", id: "4150868000005376042", timeout: "5 minutes" }).pipe(
 *   Effect.map(({ job }) => job.result?.count),
 *   Effect.catchTag("JobStillRunning", ({ jobId }) => Effect.logWarning(`come back for ${jobId}`)),
 * )
 * ```
 *
 * @category operations
 */
export const waitForJob = <Kind extends JobKind | undefined = undefined>(
  options: waitForJob.Options<Kind>,
): Effect.Effect<waitForJob.Ended<Kind>, WaitFailure, ZohoConnection> =>
  Effect.map(pollJob(options), ({ job, observed }) => ({ job, observed }))

/** What `waitForJob` accepts and returns. */
export declare namespace waitForJob {
  /** Which job to wait for, and for how long. */
  export type Options<Kind extends JobKind | undefined = JobKind | undefined> = WaitOptions<Kind>

  /** What a wait has seen. */
  export type Observed = ObservedWait

  /** A job that has ended, and what the wait for it saw. */
  export interface Ended<Kind extends JobKind | undefined = undefined> {
    /** The job as Zoho described it at its end: completed, failed or skipped. */
    readonly job: JobOf<Kind>
    /** How many looks the wait took, how long it lasted, and in which states the job was seen. */
    readonly observed: Observed
  }
}
