/** One look after another of a wait, against an `HttpClient` in memory, for a job that never ends; the pauses between them are as short as can be. */
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { layer as layerLimits } from "@zoho-bulk/core/Limits"
import { pollJob } from "../../../../packages/core/src/jobs/pollJob.ts"
import { printCost } from "../calls/measured.ts"
import { inMemoryBy } from "../calls/memory.ts"
import { jobHeaders, jobId, jobText } from "../calls/recordedJob.ts"

const underWay = jobText.replaceAll('"COMPLETED"', '"IN PROGRESS"')

const client = HttpClient.make((request) =>
  Effect.sync(() => HttpClientResponse.fromWeb(request, new Response(underWay, { headers: jobHeaders }))),
)

const zoho = ManagedRuntime.make(
  Layer.merge(inMemoryBy(client), layerLimits({ firstPollDelay: "1 millis", longestPollDelay: "1 millis" })),
)

/** So many looks, and then no more. */
const looks = (units: number) => {
  let made = 0
  const once = Effect.suspend(() => (++made < units ? Effect.void : Effect.fail("enough")))
  return Effect.ignore(pollJob({ kind: "write", id: jobId }, () => once))
}

await printCost(100, (units) => zoho.runPromise(looks(units)))
