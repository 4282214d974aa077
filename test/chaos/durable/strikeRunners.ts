import { Clock, Effect } from "effect"
import { startWorker } from "../../support/startWorker.ts"
import type { Chance } from "../../simulate/world/Chance.ts"

/** How often runners are struck, in milliseconds; never, where absent. */
export interface Strikes {
  readonly killEvery?: number
  /** How many are killed at most; as many as there is time for, where absent. */
  readonly mostKills?: number
  readonly freezeEvery?: number
  /** How long a frozen one stands still. */
  readonly freezeFor?: number
}

/** A runner that a supervisor starts again whenever it ends. */
export interface StruckRunner {
  /** Whether it has said that it runs, and is not dead. */
  readonly isUp: () => boolean
  readonly send: (signal: "SIGKILL" | "SIGSTOP" | "SIGCONT") => Effect.Effect<void>
}

/** Starts a runner, and starts it again when it is dead. */
export const superviseRunner = Effect.fnUntraced(function* (args: ReadonlyArray<string>) {
  let send: StruckRunner["send"] = () => Effect.void
  let isUp = false
  const life = Effect.scoped(
    Effect.gen(function* () {
      const worker = yield* startWorker("test/chaos/durable/worker.ts", args)
      send = worker.send
      isUp = yield* worker.isUp
      yield* worker.ended
      isUp = false
    }),
  )
  yield* Effect.forkScoped(Effect.forever(Effect.andThen(life, Effect.sleep("500 millis"))))
  return { isUp: () => isUp, send: (signal) => Effect.suspend(() => send(signal)) } satisfies StruckRunner
})

/** What has been struck so far. */
interface Struck {
  kills: number
  freezes: number
  /** Since when no runner has stood still; absent, while one does. */
  quietSince: number | undefined
}

/**
 * Kills runners in turn, and has others stand still for a while, for as long as the scope is open. One that is starting is left alone: on a machine
 * that is slow enough none would ever run.
 */
export const strikeRunners = Effect.fnUntraced(function* (
  runners: ReadonlyArray<StruckRunner>,
  { freezeEvery, freezeFor = 12_000, killEvery, mostKills = Infinity }: Strikes,
) {
  const struck: Struck = { kills: 0, freezes: 0, quietSince: yield* Clock.currentTimeMillis }
  const frozen = new Set<StruckRunner>()
  let turn = 0
  /** The next one that runs. */
  const nextUp = (): StruckRunner | undefined => {
    const inTurn = runners.map((_, at) => runners[(turn + at) % runners.length])
    turn++
    return inTurn.find((runner) => runner?.isUp() === true && !frozen.has(runner))
  }
  const kill = Effect.suspend(() => {
    const next = struck.kills < mostKills ? nextUp() : undefined
    if (next === undefined) return Effect.void
    struck.kills++
    return next.send("SIGKILL")
  })
  const freeze = Effect.gen(function* () {
    const next = nextUp()
    if (next === undefined) return
    struck.freezes++
    struck.quietSince = undefined
    frozen.add(next)
    yield* next.send("SIGSTOP")
    yield* Effect.sleep(freezeFor)
    yield* next.send("SIGCONT")
    frozen.delete(next)
    struck.quietSince = yield* Clock.currentTimeMillis
  })
  const every = (millis: number, strike: Effect.Effect<void>) =>
    Effect.forkScoped(Effect.forever(Effect.andThen(Effect.sleep(millis), strike)))
  if (killEvery !== undefined) yield* every(killEvery, kill)
  if (freezeEvery !== undefined) yield* every(Math.max(0, freezeEvery - freezeFor), freeze)
  return struck
})

/** Kills some runner at moments that are drawn, for as long as the scope is open and it is not over. Between two of them there are `every` milliseconds on average. */
export const killAtRandom = Effect.fnUntraced(function* (
  runners: ReadonlyArray<StruckRunner>,
  chance: Chance,
  every: number,
) {
  const struck = { kills: 0, isOver: false }
  const killOnce = Effect.suspend(() => {
    const chosen = runners[chance.below(runners.length)]
    if (struck.isOver || chosen?.isUp() !== true) return Effect.void
    struck.kills++
    return chosen.send("SIGKILL")
  })
  const once = Effect.suspend(() => Effect.andThen(Effect.sleep(chance.between(0, 2 * every)), killOnce))
  yield* Effect.forkScoped(Effect.forever(once))
  return struck
})
