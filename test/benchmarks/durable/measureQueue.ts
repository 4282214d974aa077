import { listJourneys } from "@zoho-bulk/core/durable"
import { Effect } from "effect"
import { held, told } from "./Figure.ts"
import { ground } from "./ground.ts"
import { measuredRunner, perSecond } from "./measuredRunner.ts"

/** Over how long what happens is counted, and how long it has to become quiet before, in seconds. */
const [counted, settles] = [60, 60]

/** An hour and more: none of the jobs ends while it is looked at. */
const jobDuration = 10 * 3_600_000

/** Waits until all journeys that are under way wait for their jobs. */
const untilAllWait = Effect.gen(function* () {
  for (;;) {
    const running = yield* listJourneys({ state: "running", limit: 1_000 })
    if (running.length > 0 && running.every(({ jobs }) => jobs.length > 0)) return running.length
    yield* Effect.sleep("1 second")
  }
})

/** What a runner on SQLite takes while many journeys of one organisation are queued and those under way wait for their jobs. */
export const measureQueue = Effect.fnUntraced(function* (journeys: number) {
  const { layer, prepared, submit, wordsOf } = yield* ground({ organizations: ["large"], jobDuration })
  return yield* Effect.gen(function* () {
    yield* prepared
    const runner = yield* measuredRunner(wordsOf("only"))
    yield* Effect.sleep("5 seconds")
    const empty = yield* perSecond(runner, counted)
    const peakOfEmpty = yield* runner.peak
    const begunAt = performance.now()
    yield* submit("large", journeys)
    const submitted = (performance.now() - begunAt) / 1_000
    const waiting = yield* untilAllWait
    yield* Effect.sleep(settles * 1_000)
    const full = yield* perSecond(runner, counted)
    return [
      told("submitting all, beside the runner", submitted, "s"),
      held("statements with an empty queue", empty.statements, "per second", 10),
      held(
        `statements with ${journeys} journeys, ${waiting} of them waiting for jobs`,
        full.statements,
        "per second",
        10,
      ),
      told("work with an empty queue", empty.cpuShare * 100, "% of a core"),
      told(`work with ${journeys} journeys`, full.cpuShare * 100, "% of a core"),
      told("peak memory with an empty queue", peakOfEmpty, "MiB"),
      held(`peak memory with ${journeys} journeys`, yield* runner.peak, "MiB", 400),
    ]
  }).pipe(Effect.provide(layer))
})
