import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { NoAnswerInTime } from "../failure/Unreached.ts"
import type { RequestContext } from "../failure/RequestContext.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import { timeLeftIn } from "./CallDeadline.ts"

type Limited = <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E | NoAnswerInTime, R>

/** Ends something that has to be waited for when its time is over; what is there at once needs no clock. */
const endAfter = <A, E, R, F>(
  self: Effect.Effect<A, E, R>,
  millis: number,
  tooLate: Effect.Effect<never, F>,
): Effect.Effect<A, E | F, R> =>
  Effect.contextWith((context) =>
    Effect.callback<A, E | F>((resume) => {
      const fork = Effect.runForkWith(context)
      const running = fork(self)
      const exit = running.pollUnsafe()
      if (exit !== undefined) return resume(exit)
      const clock = fork(Effect.sleep(millis))
      running.addObserver((ended) => {
        clock.interruptUnsafe()
        resume(ended)
      })
      clock.addObserver((rung) => {
        if (Exit.isSuccess(rung)) resume(Effect.andThen(Fiber.interrupt(running), tooLate))
      })
      return Fiber.interruptAll([running, clock])
    }),
  )

/** Ends something with a limit or with the call, whichever is first, and says which it was; where no time is left, it does not begin. */
const endWithin =
  (request: RequestContext, own: "tryTimeout" | "callTimeout", about: { readonly isOfToken?: true } = {}): Limited =>
  (self) =>
    Effect.withFiber((fiber) => {
      const limits = fiber.getRef(CurrentLimits)
      const left = timeLeftIn(fiber)
      const limit = left <= limits[own] ? "callTimeout" : own
      const tooLate = Effect.suspend(() => new NoAnswerInTime({ request, limit, limitMillis: limits[limit], ...about }))
      if (left <= 0) return tooLate
      return Exit.isExit(self) ? self : endAfter(self, Math.min(left, limits[own]), tooLate)
    })

/** Ends a try with its own time limit or with the call's. */
export const withTimeLimit = (request: RequestContext): Limited => endWithin(request, "tryTimeout")

/** Ends the wait for a token, which has time limits of its own, with the call at the latest. */
export const tokenWithinCall = (request: RequestContext): Limited =>
  endWithin(request, "callTimeout", { isOfToken: true })
