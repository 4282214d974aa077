import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"
import type { CallFailure } from "../failure/CallFailure.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import { CallDeadline } from "../transport/CallDeadline.ts"
import { CurrentPatience } from "./CurrentPatience.ts"
import { CurrentRetryPolicy, type RetryPolicy, retryAfterOf } from "./RetryPolicy.ts"

/** The longest pause where Zoho asks to slow down and does not say for how long, in milliseconds. */
const longestPause = 60_000

const asksToWait = ({ _tag }: CallFailure): boolean => _tag === "Throttled" || _tag === "TokenBudgetSpent"

/** Gives the call the time that it is going to wait for Zoho's sake. */
const postponeDeadline = (pause: Duration.Duration | undefined): Effect.Effect<void> =>
  Effect.map(CallDeadline, (deadline) => {
    if (deadline !== undefined && pause !== undefined) deadline.at += Duration.toMillis(pause)
  })

/** A policy that goes on for as long as Zoho asks to wait: it counts only the tries that failed otherwise. */
const untilTaken = (policy: RetryPolicy): RetryPolicy =>
  Schedule.fromStep(
    Effect.map(Schedule.toStep(policy), (step) => {
      let asked = 0
      return Effect.fnUntraced(function* (now: number, failure: CallFailure) {
        const said = retryAfterOf(failure)
        if (!asksToWait(failure)) {
          const next = yield* step(now, failure)
          yield* postponeDeadline(said)
          return next
        }
        const { firstRetryDelay } = yield* CurrentLimits
        const pause = said ?? Duration.millis(Math.min(firstRetryDelay * 2 ** asked++, longestPause))
        yield* postponeDeadline(pause)
        return [failure, pause] as [unknown, Duration.Duration]
      })
    }),
  )

/** Lets every call of a journey wait for as long as Zoho asks, whatever the limit of a single call. */
export const withPatience = <A, E, R>(journey: Stream.Stream<A, E, R>): Stream.Stream<A, E, R> =>
  Stream.unwrap(
    Effect.map(CurrentRetryPolicy, (policy) =>
      journey.pipe(
        Stream.provideService(CurrentRetryPolicy, untilTaken(policy)),
        Stream.provideService(CurrentPatience, true),
      ),
    ),
  )
