import { Clock, Context, Duration, Effect, type Exit, type Fiber, Random, Scheduler } from "effect"
import type { Chance } from "./Chance.ts"
import type { Timeline } from "./Timeline.ts"
import type { Point, Trouble } from "./Trouble.ts"

/** When the worlds begin, in milliseconds since the epoch. */
export const worldBegins = Date.UTC(2026, 0, 5, 8)

/**
 * A process: fibers with a scheduler, a clock and a chance of their own.
 *
 * One that is killed never takes another step, not even its finalizers; one that is frozen takes none until it is thawed, while time
 * goes on. Whatever it does to the world goes through `whileRunning`, so that it cannot act past its end.
 */
export class Machine {
  readonly name: string
  state: "running" | "frozen" | "dead" = "running"
  /** How many of its fibers wait for the clock. */
  sleepers = 0
  /** How far its clock is ahead of the world's, in milliseconds; behind, where negative. */
  clockAhead: number
  /** What troubles it met, and where. */
  readonly met: Array<{ readonly point: Point; readonly trouble: Trouble }> = []
  /** Whether no trouble reaches it. */
  isSpared = false
  /** Whether its program has come to its end; what it does to the world from then on is counted. */
  hasEnded = false
  actsAfterEnd = 0
  #timeline: Timeline
  #held: Array<() => void> = []
  #fiber: Fiber.Fiber<unknown, unknown> | undefined
  readonly #references: Context.Context<never>

  constructor(name: string, timeline: Timeline, chance: Chance, clockAhead = 0) {
    this.name = name
    this.#timeline = timeline
    this.clockAhead = clockAhead
    const post = (task: () => void) => this.post(task)
    const dispatch = (run: () => void) => {
      let isCancelled = false
      post(() => isCancelled || run())
      return () => void (isCancelled = true)
    }
    this.#references = Context.make(Clock.Clock, this.#clock()).pipe(
      Context.add(Scheduler.Scheduler, new Scheduler.MixedScheduler("async", dispatch)),
      Context.add(Random.Random, {
        nextIntUnsafe: () => Math.floor((chance.next() - 0.5) * 2 * Number.MAX_SAFE_INTEGER),
        nextDoubleUnsafe: () => chance.next(),
      }),
    )
  }

  /** Has it do something: now, or when it is thawed; never, once it is dead. */
  whileRunning(act: () => void): void {
    if (this.state === "running") act()
    else if (this.state === "frozen") this.#held.push(act)
  }

  /** Hands it something that it finds when it is its turn. */
  post(task: () => void): void {
    this.#timeline.soon(() => this.whileRunning(task))
  }

  kill(): void {
    this.state = "dead"
    this.#held = []
  }

  freeze(): void {
    if (this.state === "running") this.state = "frozen"
  }

  thaw(): void {
    if (this.state !== "frozen") return
    this.state = "running"
    const held = this.#held
    this.#held = []
    for (const act of held) this.post(act)
  }

  /** Presses Ctrl-C. */
  interrupt(): void {
    this.post(() => this.#fiber?.interruptUnsafe())
  }

  /** Starts a program in it. */
  run<A, E>(program: Effect.Effect<A, E>, ended: (exit: Exit.Exit<A, E>) => void): void {
    this.post(() => {
      const fiber = Effect.runForkWith(this.#references)(program)
      this.#fiber = fiber
      fiber.addObserver((exit) => this.post(() => ended(exit)))
    })
  }

  #clock(): Clock.Clock {
    const timeline = this.#timeline
    const wall = () => Math.floor(worldBegins + timeline.now + this.clockAhead)
    const nanos = () => BigInt(wall()) * 1_000_000n
    const monotonic = () => BigInt(Math.floor(timeline.now * 1_000_000))
    const sleep = (duration: Duration.Duration): Effect.Effect<void> => {
      const millis = Duration.toMillis(duration)
      if (millis <= 0) return Effect.yieldNow
      return Effect.callback<void>((resume) => {
        if (!Number.isFinite(millis)) return Effect.void
        let isAsleep = true
        const wake = () => {
          if (isAsleep) this.sleepers--
          isAsleep = false
        }
        this.sleepers++
        const cancel = timeline.after(millis, () =>
          this.post(() => {
            wake()
            resume(Effect.void)
          }),
        )
        return Effect.sync(() => {
          wake()
          cancel()
        })
      })
    }
    return {
      currentTimeMillisUnsafe: wall,
      currentTimeMillis: Effect.sync(wall),
      currentTimeNanosUnsafe: nanos,
      currentTimeNanos: Effect.sync(nanos),
      monotonicTimeNanosUnsafe: monotonic,
      monotonicTimeNanos: Effect.sync(monotonic),
      sleep,
    }
  }
}
