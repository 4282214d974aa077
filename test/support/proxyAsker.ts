/**
 * A program of its own that asks for each of the addresses it is told, and does not mind what comes of it.
 */
import process from "node:process"
import { Effect } from "effect"
import { HttpClient } from "effect/http"
import { runner } from "./runner.ts"

/** Once as what may be sent twice, and once as what may not: they go over connections of their own. */
const ask = (url: string) =>
  Effect.forEach(
    [HttpClient.get(url), HttpClient.post(url)],
    (request) => Effect.ignore(Effect.timeout(request, "3 seconds")),
    { concurrency: "unbounded" },
  )

await Effect.runPromise(
  Effect.forEach(process.argv.slice(2), ask, { concurrency: "unbounded" }).pipe(Effect.provide(runner.layerHttpClient)),
)
process.exit()
