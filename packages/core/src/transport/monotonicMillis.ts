import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"

/** What is available where an effect runs. */
export type Running = Pick<Fiber.Fiber<unknown, unknown>, "getRef">

/** Milliseconds of the clock that a fiber has. */
export const millisIn = (fiber: Running): number => Number(fiber.getRef(Clock.Clock).monotonicTimeNanosUnsafe()) / 1e6

/** Milliseconds of a clock that nobody sets: for whatever lasts, and only within this process. */
export const monotonicMillis: Effect.Effect<number> = /*#__PURE__*/ Effect.withFiberSucceed(millisIn)
