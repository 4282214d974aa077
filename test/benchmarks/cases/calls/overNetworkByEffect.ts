/** The same request by Effect's client alone over the runner's client, and its answer parsed. */
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { runner } from "../../../support/runner.ts"
import { requestHeaders } from "./memory.ts"
import { jobPath, printCallCost } from "./served.ts"

await printCallCost(async (origin) => {
  const runtime = ManagedRuntime.make(runner.layerHttpClient)
  const call = HttpClient.get(origin + jobPath, { headers: requestHeaders }).pipe(
    Effect.flatMap((response) => response.text),
    Effect.map((text): unknown => JSON.parse(text)),
  )
  return () => runtime.runPromise(call)
})
