/** The same request over the same `HttpClient` in memory, by Effect's client alone, and its answer parsed. */
import * as Effect from "effect/Effect"
import { printCost } from "./measured.ts"
import { clientInMemory, requestHeaders } from "./memory.ts"
import { jobId } from "./recordedJob.ts"

const url = `https://www.zohoapis.com/crm/bulk/v8/write/${jobId}`
const call = clientInMemory.get(url, { headers: requestHeaders }).pipe(
  Effect.flatMap((response) => response.text),
  Effect.map((text): unknown => JSON.parse(text)),
)
await printCost(100, (units) => Effect.runPromise(Effect.repeat(call, { times: units - 1 })))
