import { listJourneys } from "@zoho-bulk/core/durable"
import { Effect } from "effect"
import { held, told } from "./Figure.ts"
import { ground, organizationsNamed } from "./ground.ts"
import { measuredRunner } from "./measuredRunner.ts"
import { untilOver } from "./untilOver.ts"

/** Ten of each: as many downloads as an organisation has in a minute. */
const [others, ofEach] = [10, 10]

const jobDuration = 1_000

const untilBegun = Effect.gen(function* () {
  while ((yield* listJourneys({ state: "running" })).length === 0) yield* Effect.sleep("1 second")
})

/** How long the journeys of small organisations wait, behind so many of a large one. */
const waitBehind = Effect.fnUntraced(function* (large: number) {
  const small = organizationsNamed("small", others)
  const { layer, prepared, submit, wordsOf } = yield* ground({ organizations: ["large", ...small], jobDuration })
  return yield* Effect.gen(function* () {
    yield* prepared
    const runner = yield* measuredRunner(wordsOf("only"))
    yield* submit("large", large)
    if (large > 0) yield* untilBegun
    for (const organization of small) yield* submit(organization, ofEach)
    const journeys = yield* untilOver("small-", others * ofEach)
    return {
      toBegin: Math.max(...journeys.map(({ begunAt, queuedAt }) => begunAt - queuedAt)) / 1_000,
      toEnd: Math.max(...journeys.map(({ endedAt, queuedAt }) => endedAt - queuedAt)) / 1_000,
      peak: yield* runner.peak,
    }
  }).pipe(Effect.provide(layer))
}, Effect.scoped)

/** How much longer journeys of small organisations wait, when a large one has many in line before them. */
export const measureFairness = Effect.fnUntraced(function* (journeys: number) {
  const alone = yield* waitBehind(0)
  const behind = yield* waitBehind(journeys)
  return [
    told(`longest wait to begin of ${others * ofEach} small journeys alone`, alone.toBegin, "s"),
    told(`the same behind ${journeys} of another organisation`, behind.toBegin, "s"),
    held("against each other", behind.toBegin / alone.toBegin, "times", 2),
    told("longest wait to the end alone", alone.toEnd, "s"),
    told(`the same behind ${journeys}`, behind.toEnd, "s"),
    held("against each other", behind.toEnd / alone.toEnd, "times", 2),
    told("peak memory meanwhile", behind.peak, "MiB"),
  ]
})
