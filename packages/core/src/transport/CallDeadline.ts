import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { CurrentLimits } from "../settings/Limits.ts"
import { monotonicMillis } from "./monotonicMillis.ts"

/** When a call must be over, by `monotonicMillis`. A wait that does not count against the call moves it. */
export interface Deadline {
  at: number
}

/** The deadline of the call under way; absent outside a call. */
export const CallDeadline = Context.Reference<Deadline | undefined>("@zoho-bulk/core/transport/CallDeadline", {
  defaultValue: () => undefined,
})

/** How long the call under way may still last, in milliseconds; without end outside a call. */
export const timeLeft: Effect.Effect<number> = /*#__PURE__*/ Effect.gen(function* () {
  return ((yield* CallDeadline)?.at ?? Infinity) - (yield* monotonicMillis)
})

/** Gives all requests of one call a common deadline, `callTimeout` from now, unless there is one already. */
export const withCallDeadline = <A, E, R>(call: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    if ((yield* CallDeadline) !== undefined) return yield* call
    const { callTimeout } = yield* CurrentLimits
    return yield* Effect.provideService(call, CallDeadline, { at: (yield* monotonicMillis) + callTimeout })
  })
