import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Scheduler from "effect/Scheduler"
import * as TestClock from "effect/testing/TestClock"
import { CurrentWork, type Work, WorkUnderWay } from "./Work.ts"

/**
 * How far the clock of `withAdvancingClock` may advance.
 *
 * **Example** (A wait that must end within an hour)
 *
 * ```ts
 * import { withAdvancingClock } from "@zoho-bulk/core/emulator"
 * import { Effect } from "effect"
 *
 * export const slept = withAdvancingClock(Effect.sleep("59 minutes"), { limit: "1 hour" })
 * ```
 *
 * @category testing
 */
export interface AdvancingClockOptions {
  /** The maximum virtual time that may pass, such as `"30 days"`, or milliseconds. Default: 1 day. */
  readonly limit?: Duration.Input | undefined
}

/** Remembers when each sleeper of a clock must wake. */
const watchSleepers = (clock: TestClock.TestClock) => {
  const wakings = new Set<{ readonly at: number }>()
  const sleep = Effect.fnUntraced(function* (duration: Duration.Duration) {
    const work = yield* CurrentWork
    const waking = { at: clock.currentTimeMillisUnsafe() + Duration.toMillis(duration) }
    yield* Effect.acquireUseRelease(
      Effect.sync(() => {
        wakings.add(waking)
        if (work !== undefined) work.asleep++
      }),
      () => clock.sleep(duration),
      () =>
        Effect.sync(() => {
          wakings.delete(waking)
          if (work !== undefined) work.asleep--
        }),
    )
  })
  return {
    clock: { ...clock, sleep } satisfies TestClock.TestClock,
    nextWaking: () => wakings.values().reduce((first, { at }) => Math.min(first, at), Infinity),
  }
}

/** Counts the steps that fibers take, to detect whether any is still running. */
const countSteps = (scheduler: Scheduler.Scheduler) => {
  let steps = 0
  const counting: Scheduler.Scheduler = {
    executionMode: scheduler.executionMode,
    shouldYield: (fiber) => {
      steps++
      return scheduler.shouldYield(fiber)
    },
    makeDispatcher: () => scheduler.makeDispatcher(),
  }
  return { scheduler: counting, steps: () => steps }
}

const isTestClock = (clock: Clock.Clock): clock is TestClock.TestClock => "setTime" in clock && "withLive" in clock

const drive = Effect.fnUntraced(function* <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  testClock: TestClock.TestClock,
  limit: Duration.Duration,
): Effect.fn.Return<A, E, R> {
  const { clock, nextWaking } = watchSleepers(testClock)
  const { scheduler, steps } = countSteps(yield* Scheduler.Scheduler)
  const underWay = new Set<Work>()
  const fiber = yield* effect.pipe(
    Effect.provideService(Clock.Clock, clock),
    Effect.provideService(Scheduler.Scheduler, scheduler),
    Effect.provideService(WorkUnderWay, underWay),
    Effect.forkChild,
  )
  const isStillDuring = (turn: Effect.Effect<void>) =>
    Effect.suspend(() => {
      const before = steps()
      return Effect.map(turn, () => steps() === before)
    })
  // A millisecond of real time in which no fiber takes a step: they all wait, or the emulator works.
  const settle = Effect.gen(function* () {
    while (!(yield* isStillDuring(Effect.yieldNow))) continue
    const isStill = yield* isStillDuring(testClock.withLive(Effect.sleep(1)))
    return isStill && [...underWay].every(({ asleep }) => asleep > 0)
  })
  let passed = 0
  while (fiber.pollUnsafe() === undefined) {
    if (!(yield* settle) || nextWaking() === Infinity) continue
    const step = Math.max(0, nextWaking() - testClock.currentTimeMillisUnsafe())
    passed += step
    if (passed > Duration.toMillis(limit)) {
      yield* Fiber.interrupt(fiber)
      const problem = `Still running after ${Duration.format(limit)} of virtual time`
      return yield* Effect.die(new Error(`${problem}; the option limit allows more`))
    }
    yield* testClock.setTime(testClock.currentTimeMillisUnsafe() + step)
  }
  return yield* Fiber.join(fiber)
})

/**
 * Runs an effect to completion under a `TestClock` that advances by itself: whenever all of the effect's fibers are
 * waiting, the clock moves to the moment when the first of them wants to wake up. Journeys of hours run in
 * milliseconds. While the emulator works on an answer the clock stands still, however long that takes.
 *
 * **Details**
 *
 * It uses the existing `TestClock`, such as that of `it.effect`, and provides one if there is none, so it works with
 * any test runner. The effect fails as it would without it. If more virtual time than `limit` would pass, the effect is
 * interrupted, and the result is a defect: it would probably never end. Time that the effect itself advances, for
 * example by calling `TestClock.setTime` to start at a date, does not count.
 *
 * **Gotchas**
 *
 * Provide layers that run fibers of their own to the effect, not around `withAdvancingClock`, which would not see those
 * fibers sleep. Nor does it see work on files or on a real network: the clock may advance while that is going on.
 *
 * **Example** (A job of three hours)
 *
 * ```ts
 * import { Auth, createReadJob, waitForJob, ZohoConnection } from "@zoho-bulk/core"
 * import * as Emulator from "@zoho-bulk/core/emulator"
 * import { Effect, Layer, Redacted } from "effect"
 *
 * const auth = Auth.layerAccessToken(Redacted.make(Emulator.emulatorToken))
 * const emulated = Layer.provide(ZohoConnection.layer({ auth }), Emulator.layerHttpClient({ jobDuration: "3 hours" }))
 *
 * export const waited = createReadJob({ module: "Contacts" }).pipe(
 *   Effect.flatMap(waitForJob),
 *   Effect.provide(emulated),
 *   Emulator.withAdvancingClock,
 * )
 * ```
 *
 * @category testing
 */
export const withAdvancingClock = <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  options?: AdvancingClockOptions | undefined,
): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const clock = yield* Clock.Clock
    const limit = Duration.fromInputUnsafe(options?.limit ?? "1 day")
    if (isTestClock(clock)) return yield* drive(effect, clock, limit)
    const driven = TestClock.testClockWith((testClock) => drive(effect, testClock, limit))
    return yield* Effect.provide(driven, TestClock.layer())
  })
