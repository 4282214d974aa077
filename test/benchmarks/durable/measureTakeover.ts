import { listJourneys } from "@zoho-bulk/core/durable"
import { Effect } from "effect"
import { freePorts } from "../../support/freePorts.ts"
import { middle } from "../middle.ts"
import { held, told } from "./Figure.ts"
import { ground, organizationsNamed } from "./ground.ts"
import { measuredRunner, type MeasuredRunner } from "./measuredRunner.ts"

const organizations = 8

/** Journeys that wait for their jobs, for as long as it lasts. */
const jobDuration = 10 * 3_600_000

const carriers = Effect.map(listJourneys({ state: "running" }), (journeys) =>
  journeys.filter(({ jobs }) => jobs.length > 0).map(({ runner }) => runner),
)

/** Waits until each journey waits for its job, all on runners that are there, and no runner gives any to another one. */
const untilSettled = Effect.fnUntraced(function* (names: ReadonlyArray<string>) {
  let [last, since] = ["", performance.now()]
  while (performance.now() - since < 12_000 || last === "") {
    const now = yield* carriers
    const text = now.length === organizations && now.every((name) => names.includes(name ?? "")) ? now.join() : ""
    if (text !== last) [last, since] = [text, performance.now()]
    yield* Effect.sleep("500 millis")
  }
})

/** How long it takes until the other runner carries the journeys of one that is killed. */
export const measureTakeover = Effect.fnUntraced(function* (server: string, rounds: number) {
  const names = organizationsNamed("organization", organizations)
  const { layer, prepared, submit, wordsOf } = yield* ground({ organizations: names, jobDuration, server })
  return yield* Effect.gen(function* () {
    yield* prepared
    const ports = yield* freePorts(rounds + 2)
    const runners = new Map<string, MeasuredRunner>()
    const start = Effect.fnUntraced(function* (at: number) {
      const name = `runner-${at}`
      runners.set(name, yield* measuredRunner(wordsOf(name, ports[at])))
    })
    yield* start(0)
    yield* start(1)
    for (const name of names) yield* submit(name, 1)
    const seconds: Array<number> = []
    for (let round = 0; round < rounds; round++) {
      yield* untilSettled([...runners.keys()])
      const carrying = yield* carriers
      const [name = ""] = carrying.flatMap((each) => each ?? [])
      yield* runners.get(name)?.send("SIGKILL") ?? Effect.void
      const killedAt = performance.now()
      while ((yield* carriers).includes(name)) yield* Effect.sleep("50 millis")
      seconds.push((performance.now() - killedAt) / 1_000)
      runners.delete(name)
      yield* start(round + 2)
    }
    return [
      told(`until another runner carries all of a killed one, median of ${rounds}`, middle(seconds), "s"),
      held("the worst of them", Math.max(...seconds), "s", 15),
    ]
  }).pipe(Effect.provide(layer))
})
