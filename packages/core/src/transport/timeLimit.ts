import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { NoAnswerInTime } from "../failure/Unreached.ts"
import type { RequestContext } from "../failure/RequestContext.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import { CallDeadline } from "./CallDeadline.ts"

type Limited = <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E | NoAnswerInTime, R>

const endWithin =
  (request: RequestContext, tryTimeout: number): Limited =>
  (self) =>
    Effect.gen(function* () {
      const { callTimeout } = yield* CurrentLimits
      const left = ((yield* CallDeadline) ?? Infinity) - (yield* Clock.currentTimeMillis)
      const limit = left <= tryTimeout ? "callTimeout" : "tryTimeout"
      return yield* Effect.timeoutOrElse(self, {
        duration: Math.max(0, Math.min(left, tryTimeout)),
        orElse: () => new NoAnswerInTime({ request, limit, limitMillis: { callTimeout, tryTimeout }[limit] }),
      })
    })

/** Ends a try with its own time limit or with the call's, whichever is first, and says which it was. */
export const withTimeLimit =
  (request: RequestContext): Limited =>
  (oneTry) =>
    Effect.flatMap(CurrentLimits, ({ tryTimeout }) => endWithin(request, tryTimeout)(oneTry))

/** Ends what has time limits of its own with the call, at the latest. */
export const withinCall = (request: RequestContext): Limited => endWithin(request, Infinity)
