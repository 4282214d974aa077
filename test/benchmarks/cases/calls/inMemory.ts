/** `getJobDetails` against an `HttpClient` in memory: what a call costs beside the network. */
import { getJobDetails } from "@zoho-bulk/core"
import * as Effect from "effect/Effect"
import { printCost } from "./measured.ts"
import { inMemory } from "./memory.ts"
import { jobId } from "./recordedJob.ts"

const zoho = inMemory()
const call = getJobDetails({ kind: "write", id: jobId })
await printCost(100, (units) => zoho.runPromise(Effect.repeat(call, { times: units - 1 })))
