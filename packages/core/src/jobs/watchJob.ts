import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { JobKind } from "../domain/JobKind.ts"
import { type JobOf, pollJob, type WaitFailure, type WaitOptions } from "./pollJob.ts"

/**
 * Follows a job until it has ended: emits its details at first and whenever something changed, the end last.
 *
 * **Details**
 *
 * The first look comes at once, the next after a second, and then ever more seldom, up to 30 s, with jitter; if such jobs ended before
 * on this connection, looks wait for the time that those took. With `signals` a callback ends the wait at once. One API credit a look.
 * With a `timeout` it fails with `JobStillRunning`; `Failure.WaitFailure` names the others.
 *
 * **Example** (The states that a job goes through)
 *
 * ```ts
 * import { watchJob } from "@zoho-bulk/core"
 * import { Stream } from "effect"
 *
 * export const states = watchJob({ kind: "read", id: "4150868000005376042" }).pipe(
 *   Stream.map(({ state }) => state),
 *   Stream.runCollect,
 * )
 * ```
 *
 * @category operations
 */
export const watchJob = <Kind extends JobKind | undefined = undefined>(
  options: WaitOptions<Kind>,
): Stream.Stream<JobOf<Kind>, WaitFailure, ZohoConnection> =>
  pollJob(options).pipe(
    Stream.filter(({ hasChanged }) => hasChanged),
    Stream.map(({ job }) => job),
  )

/** What `watchJob` takes and gives. */
export declare namespace watchJob {
  /** Which job to follow, and for how long. */
  export type Options<Kind extends JobKind | undefined = JobKind | undefined> = WaitOptions<Kind>
}
