import * as Effect from "effect/Effect"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { JobKind } from "../domain/JobKind.ts"
import { pollJob } from "./pollJob.ts"
import type { JobOf, Observed as ObservedWait, WaitFailure, WaitOptions } from "./WaitOptions.ts"

/**
 * Waits until a job has ended: completed, failed or skipped, as its `state` says.
 *
 * **Details**
 *
 * Decides on `state` alone. A look that fails but could heal does not end the wait, a hopeless one ends it at once. Without a `timeout` it
 * waits as long as the job takes; with one it ends in `JobStillRunning`, which leaves the job alone and carries its id. See `watchJob` for when it
 * looks. A failed job is not a failure of the wait. `Failure.WaitFailure` names all that is.
 *
 * **Example** (A job, for five minutes at most)
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

/** What `waitForJob` takes and gives. */
export declare namespace waitForJob {
  /** Which job to wait for, and for how long. */
  export type Options<Kind extends JobKind | undefined = JobKind | undefined> = WaitOptions<Kind>

  /** What a wait has seen. */
  export type Observed = ObservedWait

  /** A job that has ended, and what the wait for it saw. */
  export interface Ended<Kind extends JobKind | undefined = undefined> {
    /** The job as Zoho described it at its end: completed, failed or skipped. */
    readonly job: JobOf<Kind>
    /** How often was looked, for how long, and in which states the job was seen. */
    readonly observed: Observed
  }
}
