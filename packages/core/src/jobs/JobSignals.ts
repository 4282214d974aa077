import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { JobId } from "../domain/JobId.ts"
import type { ReadJob } from "../domain/ReadJob.ts"
import type { WriteJob } from "../domain/WriteJob.ts"

interface Waiting {
  readonly ended: Deferred.Deferred<ReadJob | WriteJob>
  waiters: number
}

/**
 * Wakes everyone who is waiting for a job once its end is known, for example from a callback.
 *
 * **When to use**
 *
 * Pass it to the waits that it should end: `waitForJob({ id, signals })`. `Callback.callbackApp` announces what Zoho
 * posts.
 *
 * **Example** (A wait that a callback ends)
 *
 * ```ts
 * import { Callback, waitForJob } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const ended = (id: string) =>
 *   Effect.flatMap(Callback.JobSignals, (signals) => waitForJob({ kind: "read", id, signals }))
 * ```
 *
 * @category services
 */
export class JobSignals extends Context.Service<
  JobSignals,
  {
    /** Waits until the job's end is announced; only announcements from now on count. */
    readonly ended: (id: JobId) => Effect.Effect<ReadJob | WriteJob>
    /** Checks whether anybody is waiting for the job. */
    readonly isAwaited: (id: JobId) => Effect.Effect<boolean>
    /** Wakes everyone who is waiting for this job. */
    readonly announce: (job: ReadJob | WriteJob) => Effect.Effect<void>
  }
>()("@zoho-bulk/core/jobs/JobSignals") {}

/**
 * Provides signals within this process. The receiver of callbacks and the code that waits for jobs must share the same
 * signals.
 *
 * **Example** (A receiver, and the signals for code that waits)
 *
 * ```ts
 * import { Callback } from "@zoho-bulk/core"
 * import { Layer } from "effect"
 * import { HttpRouter } from "effect/http"
 *
 * const receiver = HttpRouter.add("POST", "/zoho", Callback.callbackApp())
 *
 * export const routes = Layer.provideMerge(receiver, Callback.layerSignals())
 * ```
 *
 * @category layers
 */
export const layerSignals = (): Layer.Layer<JobSignals> =>
  Layer.sync(JobSignals, () => {
    const waiting = new Map<JobId, Waiting>()

    const join = Effect.fnUntraced(function* (id: JobId) {
      const known = waiting.get(id) ?? { ended: yield* Deferred.make<ReadJob | WriteJob>(), waiters: 0 }
      known.waiters++
      waiting.set(id, known)
      return known
    })

    const leave = (id: JobId, known: Waiting): Effect.Effect<void> =>
      Effect.sync(() => {
        known.waiters--
        if (known.waiters === 0 && waiting.get(id) === known) waiting.delete(id)
      })

    return {
      ended: (id) =>
        Effect.acquireUseRelease(
          join(id),
          ({ ended }) => Deferred.await(ended),
          (known) => leave(id, known),
        ),
      isAwaited: (id) => Effect.sync(() => waiting.has(id)),
      announce: (job) =>
        Effect.suspend(() => {
          const known = waiting.get(job.id)
          if (known === undefined) return Effect.void
          waiting.delete(job.id)
          return Deferred.succeed(known.ended, job)
        }),
    }
  })
