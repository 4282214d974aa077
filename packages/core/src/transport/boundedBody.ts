import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { LimitExceeded, NoAnswerInTime } from "../failure/Unreached.ts"
import type { RequestContext } from "../failure/RequestContext.ts"
import type { Limits } from "../settings/Limits.ts"
import { monotonicMillis } from "./monotonicMillis.ts"

/** A body has more bytes than a download may have. */
export const tooManyBytes = (
  request: RequestContext,
  httpStatus: number,
  { maxDownloadBytes }: Limits,
): LimitExceeded => new LimitExceeded({ request, httpStatus, limit: "maxDownloadBytes", max: maxDownloadBytes })

/**
 * How long a download of so many bytes may take in all, in milliseconds: without a limit, once it has begun, if no
 * minimum rate is set.
 */
const timeFor = (bytes: number, { downloadTimeout, leastDownloadRate }: Limits): number =>
  downloadTimeout + (bytes > 0 ? (bytes / leastDownloadRate) * 1_000 : 0)

/**
 * Bounds a body that is read as it comes: in bytes, in silence, and in the time that is spent waiting for it. How long its reader takes
 * between two pieces is nobody's fault.
 */
export const boundedBody =
  (request: RequestContext, httpStatus: number, limits: Limits) =>
  <E, R>(body: Stream.Stream<Uint8Array, E, R>): Stream.Stream<Uint8Array, E | LimitExceeded | NoAnswerInTime, R> =>
    Stream.transformPull(body, (pull) =>
      Effect.sync(() => {
        let bytes = 0
        let waited = 0
        const tooSlow = (limit: "maxSilence" | "leastDownloadRate", limitMillis: number) =>
          new NoAnswerInTime({ request, httpStatus, limit, limitMillis })
        return Effect.gen(function* () {
          const allowed = timeFor(bytes, limits)
          const left = allowed - waited
          const late =
            left < limits.maxSilence
              ? tooSlow("leastDownloadRate", Math.round(allowed))
              : tooSlow("maxSilence", limits.maxSilence)
          const before = yield* monotonicMillis
          const pieces = yield* Effect.timeoutOrElse(pull, {
            duration: Math.max(0, Math.min(left, limits.maxSilence)),
            orElse: () => Effect.fail(late),
          })
          waited += (yield* monotonicMillis) - before
          for (const { byteLength } of pieces) bytes += byteLength
          return bytes > limits.maxDownloadBytes ? yield* tooManyBytes(request, httpStatus, limits) : pieces
        })
      }),
    )
