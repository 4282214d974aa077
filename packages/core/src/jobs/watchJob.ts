import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { JobKind } from "../domain/JobKind.ts"
import { jobAttributes } from "../transport/telemetry.ts"
import { beginWait, listen, type Look } from "./beginWait.ts"
import { checkWait } from "./checkWait.ts"
import { waitSpan } from "./pollJob.ts"
import type { JobOf, WaitFailure, WaitOptions } from "./WaitOptions.ts"

/**
 * Follows a job until it has ended: emits its details at first and whenever something changes, the end last.
 *
 * **Details**
 *
 * The first look is immediate, the next comes after a second, and then the intervals grow to at most 30 s, with jitter.
 * If jobs like it have ended on this connection before, looks wait for about as long as those took. With `signals` a
 * callback ends the wait immediately. Each look costs one API credit. With a `timeout` it can fail with
 * `JobStillRunning`; `Failure.WaitFailure` lists the others.
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
  Stream.unwrap(
    Effect.gen(function* () {
      yield* Effect.fromResult(checkWait(options))
      const next = yield* beginWait(options, yield* listen(options))
      return Stream.paginate(undefined as Look<Kind> | undefined, (before) =>
        Effect.map(next(before?.seen), (look) => {
          const hasChanged = before === undefined || !Equal.equals(before.job.raw, look.job.raw)
          return [hasChanged ? [look.job] : [], look.seen === undefined ? Option.none() : Option.some(look)] as const
        }),
      )
    }),
  ).pipe(Stream.withSpan(waitSpan, { attributes: jobAttributes(options) }))

/** What `watchJob` accepts and emits. */
export declare namespace watchJob {
  /** Which job to follow, and for how long. */
  export type Options<Kind extends JobKind | undefined = JobKind | undefined> = WaitOptions<Kind>
}
