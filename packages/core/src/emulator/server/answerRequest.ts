import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import type { OperationName } from "../../wire/Operation.ts"
import { getToken, revokeToken } from "../accounts/accounts.ts"
import { gateRefusal, routerRefusal, serviceRefusal, TokenExpiry } from "../answers/emitters.ts"
import { faultFor, playFault } from "../faults/playFault.ts"
import { countDownload, takeCredits, withinConcurrency } from "../gate/limits.ts"
import { type Passed, passGate } from "../gate/passGate.ts"
import { GrantedScopes } from "../gate/scopes.ts"
import type { Fault } from "../model/Fault.ts"
import type { Refusal } from "../model/Refusal.ts"
import { ownPage } from "../page/ownPages.ts"
import { createReadJob, downloadReadResult, getReadJob } from "../readJobs/readJobs.ts"
import { answersFor, linkTo, type Origin, originOf } from "../requests/origin.ts"
import { type Route, routesOf } from "../requests/route.ts"
import { World } from "../world/World.ts"
import { uploadFile } from "../writeJobs/uploadFile.ts"
import { createWriteJob, downloadWriteResult, getWriteJob } from "../writeJobs/writeJobs.ts"
import { getOrganization } from "./getOrganization.ts"

const unknownPath: Refusal = {
  status: 404,
  code: "INVALID_URL_PATTERN",
  message: "Please check if the URL trying to access is a correct one",
}

const wrongMethod: Refusal = {
  status: 400,
  code: "INVALID_REQUEST_METHOD",
  message: "The http request method type is not a valid one",
}

/** What the emulator's own answers need. */
type Answer<E = never> = Effect.Effect<
  HttpServerResponse.HttpServerResponse,
  E,
  HttpServerRequest.HttpServerRequest | World
>

const serve = (route: Route, origin: Origin, fault: Fault | undefined): Answer<Refusal> => {
  switch (route.name) {
    case "createReadJob":
      return createReadJob(route.version, fault)
    case "getReadJob":
      return getReadJob(route.version, route.jobId)
    case "downloadReadResult":
      return Effect.andThen(countDownload, downloadReadResult(route.jobId))
    case "uploadFile":
      return uploadFile
    case "createWriteJob":
      return createWriteJob(route.version, fault)
    case "getWriteJob":
      return getWriteJob(route.version, route.jobId, linkTo(origin, "download"))
    case "downloadWriteResult":
      return downloadWriteResult(route.jobId)
    case "getOrganization":
      return getOrganization
    case "renewToken":
    case "exchangeGrantCode":
      return getToken(origin)
    case "revokeToken":
      return revokeToken(origin)
  }
}

/** Behind the gate: what a call costs, and what the bulk service says to it. */
const serveWithinLimits = (
  route: Route,
  origin: Origin,
  fault: Fault | undefined,
  { expiresAt, scopes }: Exclude<Passed, { readonly refusal: Refusal }>,
): Answer =>
  Effect.gen(function* () {
    const left = yield* takeCredits(route.credits)
    const response = yield* serve(route, origin, fault)
    return left === undefined
      ? response
      : HttpServerResponse.setHeader(response, "x-api-credits-remaining", String(left))
  }).pipe(
    withinConcurrency,
    Effect.catch(serviceRefusal),
    Effect.provideService(TokenExpiry, expiresAt),
    Effect.provideService(GrantedScopes, scopes),
  )

const answerRoute = Effect.fnUntraced(function* (route: Route, origin: Origin, fault: Fault | undefined) {
  if (route.host === "accounts") return yield* serve(route, origin, fault).pipe(Effect.catch(serviceRefusal))
  const { headers } = yield* HttpServerRequest.HttpServerRequest
  const passed = yield* passGate(headers.authorization, origin, route)
  if ("refusal" in passed) return yield* gateRefusal(passed.refusal)
  return yield* serveWithinLimits(route, origin, fault, passed)
})

const rememberedRequests = 1_000

const remember = Effect.fnUntraced(function* (
  method: string,
  { url }: Origin,
  operation: OperationName | "none",
  status: number,
) {
  const { state } = yield* World
  const at = yield* Clock.currentTimeMillis
  const seen = { at, method, host: url.host, path: url.pathname, operation, status }
  yield* Ref.update(state, (before) => ({
    ...before,
    requests: [...before.requests.slice(1 - rememberedRequests), seen],
  }))
})

/** Answers one request: router, then gate, then service, each as Zoho's own does, and what is scripted goes wrong. */
export const answerRequest = Effect.gen(function* () {
  const request = yield* HttpServerRequest.HttpServerRequest
  const { method } = request
  const origin = originOf(request)
  if (origin === undefined) return yield* routerRefusal(unknownPath)
  const own = yield* ownPage(origin, method)
  if (own !== undefined) return own
  const routes = routesOf(origin.url.pathname).filter(({ host }) => answersFor(origin, host))
  const route = routes.find((candidate) => candidate.method === method)
  const operation = route?.name
  const fault = yield* faultFor({ operation, method, path: origin.url.pathname })
  const refusal = routes.length === 0 ? unknownPath : wrongMethod
  const answer: Answer = route === undefined ? routerRefusal(refusal) : answerRoute(route, origin, fault)
  return yield* playFault(fault, answer).pipe(
    Effect.tap(({ status }) => remember(method, origin, operation ?? "none", status)),
    Effect.tapError(() => remember(method, origin, operation ?? "none", 0)),
  )
})
