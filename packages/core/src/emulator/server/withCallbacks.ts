import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Ref from "effect/Ref"
import * as Schedule from "effect/Schedule"
import type * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { endOf } from "../model/Job.ts"
import { readJobBody } from "../readJobs/readJobs.ts"
import { World } from "../world/World.ts"
import { currentState } from "../world/currentState.ts"
import { writeJobBody } from "../writeJobs/writeJobs.ts"

/** That Zoho tries again is known (CALLBACK_FAILURE speaks of attempts), how often and when is not. */
const threeTimes = Schedule.exponential("1 second").pipe(Schedule.upTo({ times: 2 }))

/** Sleeps until a moment has come, by the clock that jobs are told by: timers can fire a little early, and that clock may be moved. */
const sleepUntil = Effect.fnUntraced(function* (moment: number) {
  const { clock } = yield* World
  for (let left = 1; left > 0;) {
    const { moved } = yield* Ref.get(clock)
    left = moment - (yield* Clock.currentTimeMillis)
    if (left > 0) yield* Effect.raceFirst(Effect.sleep(left), Deferred.await(moved))
  }
})

/** Posts a body until it is taken, and tells of the last answer and how often it was posted. */
const post = Effect.fnUntraced(function* (client: HttpClient.HttpClient, url: string, body: Schema.Json) {
  const request = HttpClientRequest.bodyJsonUnsafe(HttpClientRequest.post(url), body)
  const seen: { status: number | null; tries: number } = { status: null, tries: 0 }
  const once = Effect.gen(function* () {
    seen.tries++
    seen.status = null
    seen.status = (yield* client.execute(request)).status
  })
  yield* once.pipe(
    Effect.filterOrFail(() => seen.status !== null && seen.status < 300),
    Effect.retry(threeTimes),
    Effect.ignore,
    // Zoho is no part of anybody's trace.
    Effect.provideService(HttpClient.TracerPropagationEnabled, false),
  )
  return seen
})

/** Waits for the end of a job and posts what its details are then to where it was asked to (v7 create-job page). */
const callBack = Effect.fnUntraced(function* (jobId: string, client: HttpClient.HttpClient) {
  const job = (yield* currentState).jobs.get(jobId)
  if (job?.callback === undefined || endOf(job) === Infinity) return
  yield* sleepUntil(endOf(job))
  const ended = (yield* currentState).jobs.get(jobId) ?? job
  const end = Math.max(endOf(ended), yield* Clock.currentTimeMillis)
  const body =
    ended.kind === "read"
      ? yield* readJobBody(ended, ended.version, end)
      : yield* writeJobBody(ended, ended.downloadOrigin, ended.version, end)
  const { status, tries } = yield* post(client, job.callback.url, body)
  const at = yield* Clock.currentTimeMillis
  const { state } = yield* World
  yield* Ref.update(state, (before) => ({ ...before, callbacks: [...before.callbacks, { jobId, at, status, tries }] }))
})

/** Makes a world post its callbacks, until its scope closes. */
export const withCallbacks = Effect.fnUntraced(function* (
  world: World["Service"],
  http: Layer.Layer<HttpClient.HttpClient>,
): Effect.fn.Return<World["Service"], never, Scope.Scope> {
  const client = Context.get(yield* Layer.build(http), HttpClient.HttpClient)
  const scope = yield* Effect.scope
  const calling: World["Service"] = {
    ...world,
    onCallback: (jobId) =>
      callBack(jobId, client).pipe(Effect.provideService(World, calling), Effect.forkIn(scope), Effect.asVoid),
  }
  return calling
})
