import { Effect } from "effect"
import { freePorts } from "../../support/freePorts.ts"
import { told } from "./Figure.ts"
import { ground, organizationsNamed } from "./ground.ts"
import { measuredRunner } from "./measuredRunner.ts"
import { untilOver } from "./untilOver.ts"

/** Ten of each: as many downloads as an organisation has in a minute. */
const ofEach = 10

const jobDuration = 1_000

const carriedBy = Effect.fnUntraced(function* (server: string, runners: number, organizations: number) {
  const names = organizationsNamed("organization", organizations)
  const { layer, prepared, submit, wordsOf } = yield* ground({ organizations: names, jobDuration, server })
  return yield* Effect.gen(function* () {
    yield* prepared
    const started = yield* Effect.forEach(yield* freePorts(runners), (port, at) =>
      measuredRunner(wordsOf(`runner-${at}`, port)),
    )
    // Until each has its share of the shards.
    yield* Effect.sleep("10 seconds")
    const work = () => started.reduce((sum, { said }) => sum + said().cpuSeconds, 0)
    const before = work()
    for (const name of names) yield* submit(name, ofEach)
    const journeys = yield* untilOver("organization-", organizations * ofEach)
    yield* Effect.sleep("2 seconds")
    const millis =
      Math.max(...journeys.map(({ endedAt }) => endedAt)) - Math.min(...journeys.map(({ queuedAt }) => queuedAt))
    return {
      perMinute: (journeys.length * 60_000) / millis,
      work: (work() - before) / journeys.length,
    }
  }).pipe(Effect.provide(layer))
}, Effect.scoped)

/** How many journeys one, two and three runners on PostgreSQL carry in a minute, and what one takes of their processors. */
export const measureRunners = Effect.fnUntraced(function* (server: string, organizations: number) {
  const figures = []
  for (const runners of [1, 2, 3]) {
    const { perMinute, work } = yield* carriedBy(server, runners, organizations)
    const by = runners === 1 ? "one runner" : `${runners} runners`
    figures.push(
      told(`${organizations * ofEach} exports of ${organizations} organisations by ${by}`, perMinute, "per minute"),
    )
    figures.push(told(`work of an export by ${by}`, work * 1_000, "ms of a core"))
  }
  return figures
})
