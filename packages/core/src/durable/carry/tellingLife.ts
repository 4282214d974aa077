import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import { countedFrom, type Credits } from "../../transfer/journey/credits.ts"
import type { ProgressEvent } from "../../transfer/journey/Progress.ts"
import type { JourneyProgress } from "../JourneyState.ts"
import type { JourneyLife } from "../table/JourneyLife.ts"

/** What a journey reports about itself, as it is stored. */
interface Telling {
  readonly listen: (event: ProgressEvent) => Effect.Effect<void>
  /** Notes why it is tried again later, until something happens. */
  readonly waits: (failure: { readonly summary: string }) => Effect.Effect<void>
  readonly credits: Credits
  /** Writes down what has not been yet. */
  readonly flush: Effect.Effect<void>
}

const after = ({ waits, ...rest }: JourneyProgress, event: ProgressEvent, before: JourneyProgress): JourneyProgress => {
  const progress = waits === undefined ? before : rest
  if (event._tag === "flowed") return { ...progress, part: event.part, rows: progress.rows + event.rows }
  if (event._tag === "looked") {
    const isNew = progress.part !== event.part || progress.jobState !== event.state
    return isNew ? { ...progress, part: event.part, jobState: event.state } : progress
  }
  if (event._tag === "ordered" || event._tag === "uploaded") return { rows: progress.rows, part: event.part }
  return event._tag === "begunAnew" ? { rows: 0 } : progress
}

/** How long what was spent may wait to be written down while nothing else is new, in milliseconds: many journeys look at their jobs for hours. */
const spendingWaits = 60_000

/**
 * Writes down what a journey does, at most once a second, and what it has spent at its end at the latest, for as long as the scope is open. What
 * cannot be written now is written later.
 */
export const tellingLife = Effect.fnUntraced(function* (
  { tell }: JourneyLife,
  jobsBefore: ReadonlyArray<string>,
): Effect.fn.Return<Telling, never, Scope.Scope> {
  const credits = countedFrom()
  const jobs = new Set(jobsBefore)
  let progress: JourneyProgress = { rows: 0 }
  let told = { progress, jobs: jobs.size, spent: 0, at: yield* Clock.currentTimeMillis }
  const turns = yield* Semaphore.make(1)
  const flushAfter = (wait: number) =>
    Effect.flatMap(Clock.currentTimeMillis, (at) => {
      const now = { progress, jobs: jobs.size, spent: credits.spent, at }
      const isNew = now.progress !== told.progress || now.jobs !== told.jobs
      const isSpent = now.spent !== told.spent && at - told.at >= wait
      if (!isNew && !isSpent) return Effect.void
      return Effect.matchEffect(tell({ progress, jobs: [...jobs], credits: now.spent - told.spent }), {
        onFailure: () => Effect.void,
        onSuccess: () => Effect.sync(() => void (told = now)),
      })
    }).pipe(turns.withPermits(1))
  const flush = flushAfter(0)
  // A table that is away holds up nobody who stops it.
  yield* Effect.addFinalizer(() => Effect.timeoutOption(Effect.interruptible(flush), "1 second"))
  // What is being written is not given up, or nobody would know whether it was; who stops the journey does not wait for it either.
  const begun = Effect.forkDetach(Effect.uninterruptible(flushAfter(spendingWaits)))
  yield* Effect.forkScoped(Effect.forever(Effect.andThen(Effect.sleep("1 second"), Effect.flatMap(begun, Fiber.join))))
  return {
    listen: (event) =>
      Effect.sync(() => {
        progress = after(progress, event, progress)
        if (event._tag === "ordered" || event._tag === "looked") jobs.add(event.jobId)
      }),
    waits: ({ summary }) =>
      Effect.sync(() => {
        if (progress.waits !== summary) progress = { ...progress, waits: summary }
      }),
    credits,
    flush,
  }
})
