import { listJourneys } from "@zoho-bulk/core/durable"
import { Effect } from "effect"
import { held, told } from "./Figure.ts"
import { ground, organizationsNamed } from "./ground.ts"
import { measuredRunner } from "./measuredRunner.ts"
import { untilOver } from "./untilOver.ts"

/** Ten of each: as many downloads as an organisation has in a minute. */
const [others, ofEach] = [10, 10]

/** How often they are submitted, by other organisations each time: a runner looks once a second, and waits depend on when it last did. */
const rounds = 5

const jobDuration = 1_000

const untilBegun = Effect.gen(function* () {
  while ((yield* listJourneys({ state: "running" })).length === 0) yield* Effect.sleep("1 second")
})

/** How long the journeys of small organisations wait, behind so many of a large one. */
const waitBehind = Effect.fnUntraced(function* (large: number) {
  const small = Array.from({ length: rounds }, (_, round) => organizationsNamed(`small-${round}`, others))
  const { layer, prepared, submit, wordsOf } = yield* ground({ organizations: ["large", ...small.flat()], jobDuration })
  return yield* Effect.gen(function* () {
    yield* prepared
    const runner = yield* measuredRunner(wordsOf("only"))
    yield* submit("large", large)
    if (large > 0) yield* untilBegun
    const journeys = []
    for (const [round, organizations] of small.entries()) {
      for (const organization of organizations) yield* submit(organization, ofEach)
      journeys.push(...(yield* untilOver(`small-${round}-`, others * ofEach)))
    }
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
    told(`longest wait to begin of ${others * ofEach} small journeys alone, of ${rounds} times`, alone.toBegin, "s"),
    told(`the same behind ${journeys} of another organisation`, behind.toBegin, "s"),
    held("against each other", behind.toBegin / alone.toBegin, "times", 2),
    told("longest wait to the end alone", alone.toEnd, "s"),
    told(`the same behind ${journeys}`, behind.toEnd, "s"),
    held("against each other", behind.toEnd / alone.toEnd, "times", 2),
    told("peak memory meanwhile", behind.peak, "MiB"),
  ]
})
