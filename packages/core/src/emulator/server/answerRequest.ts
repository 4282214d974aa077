import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { getCount } from "../metadataAnswers/getCount.ts"
import { getCustomViews } from "../metadataAnswers/getCustomViews.ts"
import { getFields } from "../metadataAnswers/getFields.ts"
import { getLayouts } from "../metadataAnswers/getLayouts.ts"
import { getModules } from "../metadataAnswers/getModules.ts"
import { getUsers } from "../metadataAnswers/getUsers.ts"
import { getToken, revokeToken } from "../accounts/accounts.ts"
import { giveDeviceCode, pollDevice } from "../accounts/deviceCodes.ts"
import { gateRefusal, routerRefusal, serviceRefusal, TokenExpiry } from "../answers/emitters.ts"
import { faultFor, playFault } from "../faults/playFault.ts"
import { countDownload, takeCredits, withinConcurrency } from "../gate/limits.ts"
import { type Passed, passGate } from "../gate/passGate.ts"
import { GrantedScopes } from "../gate/scopes.ts"
import type { Fault } from "../model/Fault.ts"
import { hideInForm, hideInHeaders } from "../model/hideSecrets.ts"
import type { Refusal } from "../model/Refusal.ts"
import type { SeenRequest } from "../model/WorldState.ts"
import { isOwnPath, ownPage } from "../page/ownPages.ts"
import { createReadJob, downloadReadResult, getReadJob } from "../readJobs/readJobs.ts"
import { deleteRecords } from "../recordAnswers/deleteRecords.ts"
import { getDeletedRecords } from "../recordAnswers/getDeletedRecords.ts"
import { getRecords } from "../recordAnswers/getRecords.ts"
import { restoreRecords } from "../recordAnswers/restoreRecords.ts"
import { answersFor, linkTo, type Origin, originOf } from "../requests/origin.ts"
import { type Route, routesOf } from "../requests/route.ts"
import { World } from "../world/World.ts"
import { uploadFile } from "../writeJobs/uploadFile.ts"
import { createWriteJob, downloadWriteResult, getWriteJob } from "../writeJobs/writeJobs.ts"
import { getOrganization } from "./getOrganization.ts"
import { rememberingBody } from "./rememberingBody.ts"

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

const serve = ({ about, operation, version }: Route, origin: Origin, fault: Fault | undefined): Answer<Refusal> => {
  const { searchParams: query } = origin.url
  switch (operation.name) {
    case "createReadJob":
      return createReadJob(version, fault)
    case "getReadJob":
      return getReadJob(version, about)
    case "downloadReadResult":
      return Effect.andThen(countDownload, downloadReadResult(about))
    case "uploadFile":
      return uploadFile
    case "createWriteJob":
      return createWriteJob(version, fault, linkTo(origin, "download"))
    case "getWriteJob":
      return getWriteJob(version, about, linkTo(origin, "download"))
    case "downloadWriteResult":
      return downloadWriteResult(about)
    case "getOrganization":
      return getOrganization
    case "getModules":
      return getModules
    case "getFields":
      return getFields(version, query)
    case "getLayouts":
      return getLayouts(query)
    case "getCustomViews":
      return getCustomViews(query)
    case "countRecords":
    case "countMatches":
      return getCount(version, about, query)
    case "getDeletedRecords":
      return getDeletedRecords(version, about, query)
    case "getRecords":
      return getRecords(version, about, query)
    case "deleteRecords":
      return deleteRecords(version, about, query)
    case "restoreRecords":
      return restoreRecords(version)
    case "getUsers":
      return getUsers(query)
    case "renewToken":
    case "exchangeGrantCode":
      return getToken(origin)
    case "requestDeviceCode":
      return giveDeviceCode(origin)
    case "pollDeviceToken":
      return pollDevice(origin)
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
    const left = yield* takeCredits(route.operation.credits)
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
  if (route.operation.host === "accounts") return yield* serve(route, origin, fault).pipe(Effect.catch(serviceRefusal))
  const { headers } = yield* HttpServerRequest.HttpServerRequest
  const passed = yield* passGate(headers.authorization, origin, route)
  if ("refusal" in passed) return yield* gateRefusal(passed.refusal)
  return yield* serveWithinLimits(route, origin, fault, passed)
})

/** Of operations that share a path and a method, the one that the query tells from the others. */
const routeFor = (routes: ReadonlyArray<Route>, method: string, query: URLSearchParams): Route | undefined => {
  const fitting = routes.filter(({ operation }) => operation.method === method)
  const told = fitting.find(({ operation: { toldBy } }) => toldBy !== undefined && query.has(toldBy))
  return told ?? fitting.find(({ operation: { toldBy } }) => toldBy === undefined)
}

const rememberedRequests = 1_000

const remember = Effect.fnUntraced(function* (seen: SeenRequest) {
  const { state } = yield* World
  yield* Ref.update(state, (before) => ({
    ...before,
    requests: [...before.requests.slice(1 - rememberedRequests), seen],
  }))
})

/** Answers one request: router, then gate, then service, each as Zoho's own does, and what is scripted goes wrong. */
export const answerRequest = Effect.gen(function* () {
  const sent = yield* HttpServerRequest.HttpServerRequest
  const { method } = sent
  const at = yield* Clock.currentTimeMillis
  const origin = originOf(sent)
  if (origin === undefined) return yield* routerRefusal(unknownPath)
  const own = yield* ownPage(origin, method)
  if (own !== undefined) return own
  const { bodyRead, request } = rememberingBody(sent, origin.url)
  const { host, pathname: path } = origin.url
  const routes = routesOf(path).filter(({ operation: { host: role, toldBy } }) => {
    const isTold = toldBy === undefined || origin.url.searchParams.has(toldBy)
    return isTold && answersFor(origin, role)
  })
  const route = routeFor(routes, method, origin.url.searchParams)
  const operation = route?.operation.name
  const fault = isOwnPath(origin) ? undefined : yield* faultFor({ operation, method, path })
  const refusal = routes.length === 0 ? unknownPath : wrongMethod
  const answer: Answer = route === undefined ? routerRefusal(refusal) : answerRoute(route, origin, fault)
  const headers = hideInHeaders(sent.headers)
  const query = hideInForm(origin.url.search.slice(1))
  const rememberAs = (status: number) =>
    remember({
      at,
      method,
      host,
      path,
      query,
      operation: operation ?? "none",
      status,
      fault: fault?.does ?? null,
      headers,
      body: bodyRead(),
    })
  return yield* playFault(fault, answer).pipe(
    Effect.provideService(HttpServerRequest.HttpServerRequest, request),
    Effect.tap(({ status }) => rememberAs(status)),
    Effect.tapError(() => rememberAs(0)),
    // Who asked does not wait any more; what was asked for may be done.
    Effect.onInterrupt(() => rememberAs(0)),
  )
})
