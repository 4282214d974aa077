import * as Effect from "effect/Effect"
import { CurrentMirrorProgress } from "../../mirror/MirrorProgress.ts"
import type { ProgressEvent } from "../../transfer/journey/Progress.ts"
import { isSilent } from "../flags/root.ts"
import { Output } from "../output/Output.ts"

/** An event of the export of a module: its jobs are told apart from those of other modules. */
const ofModule = (module: string, event: ProgressEvent): ProgressEvent =>
  "part" in event ? { ...event, part: `${module} ${event.part}` } : event

/** Lets a listener hear what the exports of all modules do, and tells of each that failed as soon as it did. */
export const tellingOfModules =
  <R>(listen: (event: ProgressEvent) => Effect.Effect<void, never, R>) =>
  <A, E, R2>(mirroring: Effect.Effect<A, E, R2>) =>
    Effect.gen(function* () {
      const output = yield* Output
      const isUntold = yield* isSilent
      const context = yield* Effect.context<R>()
      return yield* Effect.provideService(mirroring, CurrentMirrorProgress, (event) => {
        if (event._tag === "progress") {
          return Effect.provideContext(listen(ofModule(event.module, event.event)), context)
        }
        const { outcome } = event
        return isUntold || outcome._tag === "copied"
          ? Effect.void
          : output.talk((style) => style.faint(`${outcome.module}: not copied`))
      })
    })

/** Says, to who has just stopped a mirror, what has become of the copies. */
export const sayThatItStopped = Effect.gen(function* () {
  const output = yield* Output
  yield* output.status("")
  if (yield* isSilent) return
  yield* output.talk((style) =>
    style.faint("Stopped: each copy is as it was, or up to date. To go on, run the same command again."),
  )
})
