import { listJourneys } from "@zoho-bulk/core/durable"
import { Effect } from "effect"
import { held, told } from "./Figure.ts"
import { ground, organizationsNamed } from "./ground.ts"
import { measuredRunner, perSecond } from "./measuredRunner.ts"

/** Over how long what happens is counted, and how long it has to become quiet before, in seconds. */
const [counted, settles] = [60, 60]

/** An hour and more: none of the jobs ends while it is looked at. */
const jobDuration = 10 * 3_600_000

/** How many journeys are under way, once all of them wait for their jobs. */
const allWaiting = Effect.gen(function* () {
  for (;;) {
    const running = yield* listJourneys({ state: "running", limit: 1_000 })
    if (running.length > 0 && running.every(({ jobs }) => jobs.length > 0)) return running.length
    yield* Effect.sleep("1 second")
  }
})

/** What a runner on SQLite takes before and while many journeys are queued and those under way wait for their jobs. */
const idleBeside = Effect.fnUntraced(function* (organizations: number, ofEach: number) {
  const names = organizationsNamed("large", organizations)
  const { layer, prepared, submit, wordsOf } = yield* ground({ organizations: names, jobDuration })
  return yield* Effect.gen(function* () {
    yield* prepared
    const runner = yield* measuredRunner(wordsOf("only"))
    yield* Effect.sleep("5 seconds")
    const empty = { ...(yield* perSecond(runner, counted)), peak: yield* runner.peak }
    const begunAt = performance.now()
    for (const name of names) yield* submit(name, ofEach)
    const submitted = (performance.now() - begunAt) / 1_000
    yield* Effect.sleep(settles * 1_000)
    const waiting = yield* allWaiting
    const full = { ...(yield* perSecond(runner, counted)), peak: yield* runner.peak }
    return { empty, submitted, waiting, full }
  }).pipe(Effect.provide(layer))
}, Effect.scoped)

/** What a runner takes while journeys of one organisation are queued, of which 25 are under way. */
export const measureQueue = Effect.fnUntraced(function* (journeys: number) {
  const { empty, full, submitted, waiting } = yield* idleBeside(1, journeys)
  const so = `with ${journeys} journeys, ${waiting} of them waiting for jobs`
  return [
    told("submitting all, beside the runner", submitted, "s"),
    held("statements with an empty queue", empty.statements, "per second", 10),
    held(`statements ${so}`, full.statements, "per second", 10),
    told("work with an empty queue", empty.cpuShare * 100, "% of a core"),
    told(`work ${so}`, full.cpuShare * 100, "% of a core"),
    told("peak memory with an empty queue", empty.peak, "MiB"),
    held(`peak memory ${so}`, full.peak, "MiB", 400),
  ]
})

/** What a runner takes all of whose 500 places are taken. */
export const measurePlaces = Effect.fnUntraced(function* (journeys: number) {
  const organizations = 20
  const { full, waiting } = yield* idleBeside(organizations, Math.ceil(journeys / organizations))
  const so = `with ${journeys} journeys of ${organizations} organisations, ${waiting} of them waiting for jobs`
  return [
    told(`statements ${so}`, full.statements, "per second"),
    told(`work ${so}`, full.cpuShare * 100, "% of a core"),
    held(`peak memory ${so}`, full.peak, "MiB", 400),
  ]
})
