import * as Effect from "effect/Effect"
import { NoAnswerInTime } from "../failure/Unreached.ts"
import type { RequestContext } from "../failure/RequestContext.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import { timeLeftIn } from "./CallDeadline.ts"

type Limited = <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E | NoAnswerInTime, R>

/**
 * Ends something with a limit or with the call, whichever is first, and reports which it was; if no time is left, it
 * does not begin.
 */
const endWithin =
  (request: RequestContext, own: "tryTimeout" | "callTimeout", about: { readonly isOfToken?: true } = {}): Limited =>
  (self) =>
    Effect.withFiber((fiber) => {
      const limits = fiber.getRef(CurrentLimits)
      const left = timeLeftIn(fiber)
      const limit = left <= limits[own] ? "callTimeout" : own
      const tooLate = Effect.suspend(() => new NoAnswerInTime({ request, limit, limitMillis: limits[limit], ...about }))
      // The race starts no clock for what is there at once.
      return left <= 0
        ? tooLate
        : Effect.raceFirst(self, Effect.andThen(Effect.sleep(Math.min(left, limits[own])), tooLate))
    })

/** Ends a try with its own time limit or with the call's. */
export const withTimeLimit = (request: RequestContext): Limited => endWithin(request, "tryTimeout")

/** Ends the wait for a token, which has time limits of its own, with the call at the latest. */
export const tokenWithinCall = (request: RequestContext): Limited =>
  endWithin(request, "callTimeout", { isOfToken: true })
