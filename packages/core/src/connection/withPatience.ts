import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"
import type { CallFailure } from "../failure/CallFailure.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import { CallDeadline } from "../transport/CallDeadline.ts"
import { CurrentRetryPolicy, type RetryPolicy, retryAfterOf } from "./RetryPolicy.ts"

/** The longest pause where Zoho asks to slow down and does not say for how long, in milliseconds. */
const longestPause = 60_000

const asksToWait = ({ _tag }: CallFailure): boolean => _tag === "Throttled" || _tag === "TokenBudgetSpent"

/** A policy that continues for as long as Zoho asks to wait: it counts only the tries that failed for other reasons. */
const untilTaken = (policy: RetryPolicy): RetryPolicy =>
  Schedule.fromStep(
    Effect.map(Schedule.toStep(policy), (step) => {
      let asked = 0
      return Effect.fnUntraced(function* (now: number, failure: CallFailure) {
        if (!asksToWait(failure)) return yield* step(now, failure)
        const { firstRetryDelay } = yield* CurrentLimits
        const grown = Duration.millis(Math.min(firstRetryDelay * 2 ** asked++, longestPause))
        return [failure, retryAfterOf(failure) ?? grown] as [unknown, Duration.Duration]
      })
    }),
  )

/**
 * Lets every call of a journey wait for as long as Zoho asks: it has no time limit in all. Each try has its own, and the policy counts
 * those that fail.
 */
export const withPatience = <A, E, R>(journey: Stream.Stream<A, E, R>): Stream.Stream<A, E, R> =>
  Stream.unwrap(
    Effect.map(CurrentRetryPolicy, (policy) =>
      journey.pipe(
        Stream.provideService(CurrentRetryPolicy, untilTaken(policy)),
        Stream.provideService(CallDeadline, Infinity),
      ),
    ),
  )
