import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { dual } from "effect/Function"
import * as Random from "effect/Random"
import * as Schedule from "effect/Schedule"
import { CurrentLimits, type Limits } from "../settings/Limits.ts"
import type { CallFailure } from "../failure/CallFailure.ts"
import { timeLeft } from "../transport/CallDeadline.ts"

/**
 * How often, and with what pauses, a call is retried.
 *
 * **Details**
 *
 * A policy does not decide which failures are worth another try: those whose `isRetryable` is true are. A wait that
 * Zoho asks for replaces the policy's pause, and no try begins after the call's deadline.
 *
 * Nothing else limits the tries of a policy, not even `maxTries` of the limits: a policy without an end, such as
 * `Schedule.spaced("1 second")`, continues until the deadline, and the calls of an export or an import have none.
 * `Schedule.upTo({ times })` ends it.
 *
 * **Example** (Two more tries, a second apart)
 *
 * ```ts
 * import { getJobDetails, Retry } from "@zoho-bulk/core"
 * import { Schedule } from "effect"
 *
 * const twice: Retry.RetryPolicy = Schedule.spaced("1 second").pipe(Schedule.upTo({ times: 2 }))
 *
 * export const job = (id: string) => getJobDetails({ id }).pipe(Retry.withPolicy(twice))
 * ```
 *
 * @category models
 */
export type RetryPolicy = Schedule.Schedule<unknown, CallFailure>

const backoffWithin = ({ firstRetryDelay, maxRetryDelay, maxTries }: Limits): RetryPolicy =>
  Schedule.exponential(firstRetryDelay).pipe(
    Schedule.modifyDelay(({ duration }) => {
      const longest = Math.min(Duration.toMillis(duration), maxRetryDelay)
      return Effect.map(Random.next, (chance) => Duration.millis(longest * chance))
    }),
    Schedule.upTo({ times: maxTries - 1 }),
    Schedule.setInputType<CallFailure>(),
  )

/**
 * Retries with pauses that double up to a cap, each drawn at random between zero and that value (full jitter): the
 * default.
 *
 * **Details**
 *
 * Counts and pauses come from the limits in force: 5 tries, 500 ms, at most 8 s.
 *
 * **Example** (The default, inside a program with another policy)
 *
 * ```ts
 * import { getJobDetails, Retry } from "@zoho-bulk/core"
 *
 * export const patient = (id: string) => Retry.withPolicy(getJobDetails({ id }), Retry.backoff)
 * ```
 *
 * @category configuration
 */
export const backoff: RetryPolicy = Schedule.fromStep(
  Effect.flatMap(CurrentLimits, (limits) => Schedule.toStep(backoffWithin(limits))),
)

/**
 * Tries each call once, and fails with the first failure.
 *
 * **Example** (A health check that answers immediately)
 *
 * ```ts
 * import { getJobDetails, Retry } from "@zoho-bulk/core"
 *
 * export const check = (id: string) => Retry.withPolicy(getJobDetails({ id }), Retry.never)
 * ```
 *
 * @category configuration
 */
export const never: RetryPolicy = /*#__PURE__*/ Schedule.recurs(0)

/**
 * The policy in force. Under any policy an order or an upload is retried only if it certainly did not arrive.
 *
 * **Example** (One policy for a whole program)
 *
 * ```ts
 * import { Retry } from "@zoho-bulk/core"
 * import { Layer } from "effect"
 *
 * export const impatient = Layer.succeed(Retry.CurrentRetryPolicy, Retry.never)
 * ```
 *
 * @category configuration
 */
export const CurrentRetryPolicy = Context.Reference<RetryPolicy>("@zoho-bulk/core/connection/CurrentRetryPolicy", {
  defaultValue: () => backoff,
})

/**
 * Runs a call, or a whole program, with another retry policy.
 *
 * **Details**
 *
 * The policy replaces `maxTries`, `firstRetryDelay` and `maxRetryDelay` of the limits: give it an end of its own, such
 * as `Schedule.upTo({ times: 4 })`. To choose by failure, give it an input type with
 * `Schedule.setInputType<Failure.CallFailure>()`.
 *
 * **Example** (A call that gives up at the first failure)
 *
 * ```ts
 * import { getJobDetails, Retry } from "@zoho-bulk/core"
 *
 * export const impatient = getJobDetails({ id: "4150868000005376042" }).pipe(Retry.withPolicy(Retry.never))
 * ```
 *
 * @category combinators
 */
export const withRetryPolicy: {
  (policy: RetryPolicy): <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  <A, E, R>(self: Effect.Effect<A, E, R>, policy: RetryPolicy): Effect.Effect<A, E, R>
} = /*#__PURE__*/ dual(2, <A, E, R>(self: Effect.Effect<A, E, R>, policy: RetryPolicy): Effect.Effect<A, E, R> =>
  Effect.provideService(self, CurrentRetryPolicy, policy),
)

/** How long Zoho asks to wait; zero leaves the policy its own pause. */
export const retryAfterOf = (failure: CallFailure): Duration.Duration | undefined =>
  "retryAfter" in failure && failure.retryAfter !== undefined && Duration.toMillis(failure.retryAfter) > 0
    ? failure.retryAfter
    : undefined

/** Applies a policy: waits as Zoho asks, gives up on the hopeless, and never sleeps past the deadline. */
export const untilDeadline = (policy: RetryPolicy, isWorthIt: (failure: CallFailure) => boolean): RetryPolicy =>
  policy.pipe(
    Schedule.modifyDelay(({ duration, input }) => Effect.succeed(retryAfterOf(input) ?? duration)),
    Schedule.while(({ duration, input }) =>
      Effect.map(timeLeft, (left) => isWorthIt(input) && Duration.toMillis(duration) < left),
    ),
  )
