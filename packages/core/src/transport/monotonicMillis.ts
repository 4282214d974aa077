import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

/** Milliseconds of a clock that nobody sets: for whatever lasts, and only within this process. */
export const monotonicMillis: Effect.Effect<number> = /*#__PURE__*/ Effect.map(
  Clock.monotonicTimeNanos,
  (nanos) => Number(nanos) / 1e6,
)
