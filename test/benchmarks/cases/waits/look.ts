/** One look after another of a wait, against an `HttpClient` in memory, for a job that never ends. Nothing is slept for: what a timer costs is no look's. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
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

/** Beyond it, in milliseconds, what is slept for is no pause between looks, but a time limit. */
const longestPause = 2

/** The clock of this process, by which every pause is over at once. */
const withoutSleep = Effect.map(Clock.Clock, (clock) =>
  Clock.Clock.of({
    currentTimeMillisUnsafe: () => clock.currentTimeMillisUnsafe(),
    currentTimeMillis: clock.currentTimeMillis,
    currentTimeNanosUnsafe: () => clock.currentTimeNanosUnsafe(),
    currentTimeNanos: clock.currentTimeNanos,
    monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe(),
    monotonicTimeNanos: clock.monotonicTimeNanos,
    sleep: (duration) => (Duration.toMillis(duration) <= longestPause ? Effect.void : clock.sleep(duration)),
  }),
)

/** So many looks, and then no more. */
const looks = (units: number) => {
  let made = 0
  const once = Effect.suspend(() => (++made < units ? Effect.void : Effect.fail("enough" as const)))
  return Effect.catchIf(
    pollJob({ kind: "write", id: jobId }, () => once),
    (failure) => failure === "enough",
    () => Effect.void,
  )
}

await printCost(100, (units) => zoho.runPromise(Effect.provideServiceEffect(looks(units), Clock.Clock, withoutSleep)))
