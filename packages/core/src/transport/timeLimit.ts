import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { CurrentLimits } from "../settings/Limits.ts"
import { NoAnswerInTime } from "../failure/Unreached.ts"
import type { RequestContext } from "../failure/RequestContext.ts"
import { CallDeadline } from "./CallDeadline.ts"

/** Ends a try with its own time limit or with the call's, whichever is first, and says which it was. */
export const withTimeLimit =
  (request: RequestContext) =>
  <A, E, R>(oneTry: Effect.Effect<A, E, R>): Effect.Effect<A, E | NoAnswerInTime, R> =>
    Effect.gen(function* () {
      const { callTimeout, tryTimeout } = yield* CurrentLimits
      const deadline = yield* CallDeadline
      const left = deadline === undefined ? Infinity : deadline - (yield* Clock.currentTimeMillis)
      const isLastTry = left <= tryTimeout
      const limit = isLastTry ? "callTimeout" : "tryTimeout"
      const limitMillis = isLastTry ? callTimeout : tryTimeout
      return yield* Effect.timeoutOrElse(oneTry, {
        duration: Math.max(0, isLastTry ? left : tryTimeout),
        orElse: () => new NoAnswerInTime({ request, limit, limitMillis }),
      })
    })

/** Ends what has time limits of its own with the call, at the latest. */
export const withinCall =
  (request: RequestContext) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E | NoAnswerInTime, R> =>
    Effect.gen(function* () {
      const { callTimeout } = yield* CurrentLimits
      const deadline = (yield* CallDeadline) ?? Infinity
      return yield* Effect.timeoutOrElse(self, {
        duration: Math.max(0, deadline - (yield* Clock.currentTimeMillis)),
        orElse: () => new NoAnswerInTime({ request, limit: "callTimeout", limitMillis: callTimeout }),
      })
    })
