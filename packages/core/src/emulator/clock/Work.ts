import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

/** A piece of work that needs real time, such as packing an archive, and for which an advancing clock stands still. */
export interface Work {
  /** How many of its fibers wait for the clock: while any does, the clock may go on. */
  asleep: number
}

/** The work under way, where a clock wants to know of it. */
export const WorkUnderWay = Context.Reference<Set<Work> | undefined>("@zoho-bulk/core/emulator/WorkUnderWay", {
  defaultValue: () => undefined,
})

/** The work that a fiber is about. */
export const CurrentWork = Context.Reference<Work | undefined>("@zoho-bulk/core/emulator/CurrentWork", {
  defaultValue: () => undefined,
})

/** Lets an advancing clock stand still until an effect is over. */
export const holdingClock = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(WorkUnderWay, (underWay) => {
    if (underWay === undefined) return effect
    const work: Work = { asleep: 0 }
    return Effect.acquireUseRelease(
      Effect.sync(() => underWay.add(work)),
      () => Effect.provideService(effect, CurrentWork, work),
      () => Effect.sync(() => underWay.delete(work)),
    )
  })
