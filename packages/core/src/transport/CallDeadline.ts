import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { CurrentLimits } from "../settings/Limits.ts"
import { millisIn, type Running } from "./monotonicMillis.ts"

/** When the call under way must be over, by `monotonicMillis`; absent outside a call. */
export const CallDeadline = Context.Reference<number | undefined>("@zoho-bulk/core/transport/CallDeadline", {
  defaultValue: () => undefined,
})

/** How long the call that a fiber makes may still last, in milliseconds; without end outside a call. */
export const timeLeftIn = (fiber: Running): number => (fiber.getRef(CallDeadline) ?? Infinity) - millisIn(fiber)

/** How long the call under way may still last, in milliseconds; without end outside a call. */
export const timeLeft: Effect.Effect<number> = /*#__PURE__*/ Effect.withFiberSucceed(timeLeftIn)

/** Gives all requests of one call a common deadline, `callTimeout` from now, unless there is one already. */
export const withCallDeadline = <A, E, R>(call: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.withFiber((fiber) =>
    fiber.getRef(CallDeadline) === undefined
      ? Effect.provideService(call, CallDeadline, millisIn(fiber) + fiber.getRef(CurrentLimits).callTimeout)
      : call,
  )
