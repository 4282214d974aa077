import { Effect, Fiber, Random } from "effect"
import { TestClock } from "effect/testing"

/** Makes chance the same always: `drawn` is what every draw between 0 and 1 gives. */
export const withChance =
  (drawn: number) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.provideService(self, Random.Random, { nextDoubleUnsafe: () => drawn, nextIntUnsafe: () => 0 })

/** Runs a program while the clock goes on by that many milliseconds; one that is not over by then is a defect. */
export const within =
  (millis: number) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(self)
      yield* TestClock.adjust(millis)
      if (fiber.pollUnsafe() === undefined) return yield* Effect.die(new Error(`Still running after ${millis} ms`))
      return yield* Fiber.join(fiber)
    })

/** Runs a program to its end while the clock goes on by a second each time that it has had its turn. */
export const untilOver = <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(self)
    while (fiber.pollUnsafe() === undefined) yield* TestClock.adjust("1 second")
    return yield* Fiber.join(fiber)
  })

/** Lets files be read and written, and bytes be packed, which take their own time. */
const breathe = Effect.promise(async () => {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => void setTimeout(resolve, 1))
})

/** The same for programs that work with files: they get a moment of real time before each second of the clock. */
export const untilOverOnDisk = <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(self)
    while (fiber.pollUnsafe() === undefined) yield* Effect.andThen(breathe, TestClock.adjust("1 second"))
    return yield* Fiber.join(fiber)
  })
