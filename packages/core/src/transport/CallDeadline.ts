import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { CurrentLimits } from "../settings/Limits.ts"

/** When the call under way must be over, in milliseconds since the epoch; absent outside a call. */
export const CallDeadline = Context.Reference<number | undefined>("@zoho-bulk/core/transport/CallDeadline", {
  defaultValue: () => undefined,
})

/** Gives all requests of one call a common deadline, `callTimeout` from now, unless there is one already. */
export const withCallDeadline = <A, E, R>(call: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    if ((yield* CallDeadline) !== undefined) return yield* call
    const { callTimeout } = yield* CurrentLimits
    const deadline = (yield* Clock.currentTimeMillis) + callTimeout
    return yield* Effect.provideService(call, CallDeadline, deadline)
  })
