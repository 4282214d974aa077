import * as Effect from "effect/Effect"
import { CurrentMirrorProgress } from "../../mirror/MirrorProgress.ts"
import type { ProgressEvent } from "../../transfer/journey/Progress.ts"
import { isSilent } from "../flags/root.ts"
import { Output } from "../output/Output.ts"

/** What shows the modules of a mirror. */
interface Shown<R> {
  readonly listenIn: (module: string, event: ProgressEvent) => Effect.Effect<void, never, R>
  readonly over: (module: string) => Effect.Effect<void>
}

/** Lets a listener hear what the exports of all modules do, and tells of each that failed as soon as it did. */
export const tellingOfModules =
  <R>({ listenIn, over }: Shown<R>) =>
  <A, E, R2>(mirroring: Effect.Effect<A, E, R2>) =>
    Effect.gen(function* () {
      const output = yield* Output
      const isUntold = yield* isSilent
      const context = yield* Effect.context<R>()
      return yield* Effect.provideService(mirroring, CurrentMirrorProgress, (event) => {
        if (event._tag === "progress") {
          return Effect.provideContext(listenIn(event.module, event.event), context)
        }
        const { outcome } = event
        const isTold = !isUntold && outcome._tag !== "copied"
        const told = isTold ? output.talk((style) => style.faint(`${outcome.module}: not copied`)) : Effect.void
        return Effect.andThen(over(outcome.module), told)
      })
    })

/** Says, to who has just stopped a mirror, what has become of the copies. */
export const sayThatItStopped = Effect.gen(function* () {
  const output = yield* Output
  yield* output.status("")
  if (yield* isSilent) return
  yield* output.talk((style) =>
    style.faint("Stopped: each copy is unchanged or up to date. To continue, run the same command again."),
  )
})
