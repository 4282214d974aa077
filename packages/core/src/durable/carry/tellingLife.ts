import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { countedFrom, type Credits } from "../../transfer/journey/credits.ts"
import type { ProgressEvent } from "../../transfer/journey/Progress.ts"
import type { JourneyProgress } from "../JourneyState.ts"
import type { JourneyLife } from "../table/JourneyLife.ts"

/** What a journey tells of itself, as it is written down. */
interface Telling {
  readonly listen: (event: ProgressEvent) => Effect.Effect<void>
  readonly credits: Credits
  /** Writes down what has not been yet. */
  readonly flush: Effect.Effect<void>
}

const after = (progress: JourneyProgress, event: ProgressEvent): JourneyProgress => {
  if (event._tag === "flowed") return { ...progress, part: event.part, rows: progress.rows + event.rows }
  if (event._tag === "looked") return { ...progress, part: event.part, jobState: event.state }
  if (event._tag === "ordered" || event._tag === "uploaded") return { rows: progress.rows, part: event.part }
  return event._tag === "begunAnew" ? { rows: 0 } : progress
}

/** Writes down what a journey does, at most once a second, for as long as the scope is open. What cannot be written now is written later. */
export const tellingLife = Effect.fnUntraced(function* (
  { tell }: JourneyLife,
  jobsBefore: ReadonlyArray<string>,
): Effect.fn.Return<Telling, never, Scope.Scope> {
  const credits = countedFrom()
  const jobs = new Set(jobsBefore)
  let progress: JourneyProgress = { rows: 0 }
  let told = { progress, jobs: jobs.size, spent: 0 }
  const flush = Effect.suspend(() => {
    const now = { progress, jobs: jobs.size, spent: credits.spent }
    if (now.progress === told.progress && now.jobs === told.jobs && now.spent === told.spent) return Effect.void
    return Effect.matchEffect(tell({ progress, jobs: [...jobs], credits: now.spent - told.spent }), {
      onFailure: () => Effect.void,
      onSuccess: () => Effect.sync(() => void (told = now)),
    })
  })
  yield* Effect.forkScoped(Effect.forever(Effect.andThen(Effect.sleep("1 second"), Effect.uninterruptible(flush))))
  return {
    listen: (event) =>
      Effect.sync(() => {
        progress = after(progress, event)
        if (event._tag === "ordered" || event._tag === "looked") jobs.add(event.jobId)
      }),
    credits,
    flush,
  }
})
