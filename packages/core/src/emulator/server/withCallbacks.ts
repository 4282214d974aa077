import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { defaultDataCenter } from "../../domain/DataCenter.ts"
import { hostsOf } from "../../domain/hosts.ts"
import { endOf } from "../model/Job.ts"
import { readJobBodyNow } from "../readJobs/readJobs.ts"
import { World } from "../world/World.ts"
import { currentState } from "../world/currentState.ts"
import { writeJobBodyNow } from "../writeJobs/writeJobs.ts"

/** That Zoho tries again is known (CALLBACK_FAILURE speaks of attempts), how often and when is not. */
const threeTimes = Schedule.exponential("1 second").pipe(Schedule.upTo({ times: 2 }))

/** Waits for the end of a job and posts its details to where it was asked to (v7 create-job page). */
const callBack = Effect.fnUntraced(function* (jobId: string, client: HttpClient.HttpClient) {
  const job = (yield* currentState).jobs.get(jobId)
  if (job?.callback === undefined || endOf(job) === Infinity) return
  const { settings, state } = yield* World
  yield* Effect.sleep(Math.max(0, endOf(job) - (yield* Clock.currentTimeMillis)))
  const ended = (yield* currentState).jobs.get(jobId) ?? job
  const origin = `https://${hostsOf(settings.dataCenter ?? defaultDataCenter, "production").download}`
  const body =
    ended.kind === "read"
      ? yield* readJobBodyNow(ended, ended.version)
      : yield* writeJobBodyNow(ended, origin, ended.version)
  const request = HttpClientRequest.bodyJsonUnsafe(HttpClientRequest.post(job.callback.url), body)
  const answer = yield* client.execute(request).pipe(
    Effect.filterOrFail(({ status }) => status < 300),
    Effect.retry(threeTimes),
    Effect.option,
  )
  const at = yield* Clock.currentTimeMillis
  const status = Option.isSome(answer) ? answer.value.status : null
  yield* Ref.update(state, (before) => ({ ...before, callbacks: [...before.callbacks, { jobId, at, status }] }))
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
