import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { JobKind } from "../domain/JobKind.ts"
import { type JobOf, looksAt, type Observed, type WaitFailure, type WaitOptions } from "./watchJob.ts"

/**
 * A job that has ended, and what the wait for it saw.
 *
 * @category models
 */
export interface EndedJob<Kind extends JobKind | undefined = undefined> {
  readonly job: JobOf<Kind>
  readonly observed: Observed
}

/**
 * Waits until a job has ended: completed, failed or skipped, as its `state` says.
 *
 * **Details**
 *
 * Decides on `state` alone. A look that fails but could heal does not end the wait, a hopeless one ends it at once. With a `timeout` it
 * ends in `JobStillRunning`, which leaves the job alone and carries its id. See `watchJob` for when it looks.
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
  options: WaitOptions<Kind>,
): Effect.Effect<EndedJob<Kind>, WaitFailure, ZohoConnection> =>
  Stream.runLast(looksAt(options)).pipe(
    Effect.map(Option.getOrThrow),
    Effect.map(({ job, observed }) => ({ job, observed })),
  )
