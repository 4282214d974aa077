import * as Effect from "effect/Effect"
import { NoAnswerInTime } from "../failure/Unreached.ts"
import type { RequestContext } from "../failure/RequestContext.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import { timeLeft } from "./CallDeadline.ts"

type Limited = <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E | NoAnswerInTime, R>

/** Ends something with its own time limit or with the call's, whichever is first; where no time is left, it does not begin. */
const endWithin =
  (request: RequestContext, tryTimeout: number, about: { readonly isOfToken?: true } = {}): Limited =>
  (self) =>
    Effect.gen(function* () {
      const { callTimeout } = yield* CurrentLimits
      const left = yield* timeLeft
      const limit = left <= tryTimeout ? "callTimeout" : "tryTimeout"
      const limitMillis = { callTimeout, tryTimeout }[limit]
      const tooLate = Effect.suspend(() => new NoAnswerInTime({ request, limit, limitMillis, ...about }))
      return left <= 0
        ? yield* tooLate
        : yield* Effect.timeoutOrElse(self, { duration: Math.min(left, tryTimeout), orElse: () => tooLate })
    })

/** Ends a try with its own time limit or with the call's, whichever is first, and says which it was. */
export const withTimeLimit =
  (request: RequestContext): Limited =>
  (oneTry) =>
    Effect.flatMap(CurrentLimits, ({ tryTimeout }) => endWithin(request, tryTimeout)(oneTry))

/** Ends the wait for a token, which has time limits of its own, with the call at the latest. */
export const tokenWithinCall = (request: RequestContext): Limited => endWithin(request, Infinity, { isOfToken: true })
