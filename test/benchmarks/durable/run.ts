/**
 * What runners of durable journeys take, with the settings that are shipped: memory and statements behind a long queue, and with all places taken; how
 * long small organisations wait behind a large one; what one, two and three runners carry; and how soon another one takes over.
 *
 *     pnpm bench:durable                        all, 10,000 journeys in the queue
 *     pnpm bench:durable queue,takeover         some of them
 *     pnpm bench:durable queue,fairness 2000    so many journeys in the queue
 */
import { availableParallelism, loadavg } from "node:os"
import process from "node:process"
import { Effect, Layer, type Scope } from "effect"
import { startPostgres } from "../../../scripts/postgres/startPostgres.ts"
import { runner } from "../../support/runner.ts"
import { type Figure, isKept, rowOf } from "./Figure.ts"
import { measureFairness } from "./measureFairness.ts"
import { measurePlaces, measureQueue } from "./measureQueue.ts"
import { measureRunners } from "./measureRunners.ts"
import { measureTakeover } from "./measureTakeover.ts"

const [wanted = "queue,places,fairness,runners,takeover", journeys = "10000"] = process.argv.slice(2)

const platform = Layer.merge(runner.layerLoopbackServer, runner.layerFiles)

type Measurement = Effect.Effect<ReadonlyArray<Figure>, unknown, Layer.Success<typeof platform> | Scope.Scope>

const onPostgres = (measure: (server: string) => Measurement): Measurement =>
  Effect.acquireUseRelease(
    Effect.promise(startPostgres),
    ({ url }) => measure(url),
    ({ stop }) => Effect.promise(stop),
  )

const measurements: ReadonlyMap<string, Measurement> = new Map([
  ["queue", measureQueue(Number(journeys))],
  ["places", measurePlaces(Number(journeys))],
  ["fairness", measureFairness(Number(journeys))],
  ["runners", onPostgres((server) => measureRunners(server, 12))],
  ["takeover", onPostgres((server) => measureTakeover(server, 5))],
])

console.log("| what | figure | target | verdict |")
console.log("| --- | --- | --- | --- |")
for (const name of wanted.split(",")) {
  const measurement = measurements.get(name)
  if (measurement === undefined) throw new Error(`There is no ${name}: name some of ${[...measurements.keys()].join()}`)
  const figures = await Effect.runPromise(Effect.scoped(measurement).pipe(Effect.provide(platform)))
  for (const figure of figures) console.log(rowOf(figure))
  if (!figures.every(isKept)) process.exitCode = 1
  const load = loadavg().map((each) => each.toFixed(1))
  console.log(`| load on ${availableParallelism()} cores at the end of ${name} | ${load.join(", ")} | | told |`)
}
process.exit()
