import * as Effect from "effect/Effect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import type * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Option from "effect/Option"
import { type ApiVersion, apiVersions } from "../domain/ApiVersion.ts"
import { type Operation, operations } from "../wire/Operation.ts"
import { gateRefusal, type Refusal, routerRefusal, serviceRefusal, serviceSuccess } from "./emitters.ts"
import { frozenJobs } from "./frozenJobs.ts"

/** The token that the emulator accepts; it is also its client id, client secret and refresh token. */
export const emulatorToken = "emulator"

/** A token that is good, and was granted no scope. */
export const emulatorTokenWithoutScope = "emulator-no-scope"

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

const noToken: Refusal = { status: 401, code: "AUTHENTICATION_FAILURE", message: "Authentication failed" }

const wrongToken: Refusal = { status: 401, code: "INVALID_TOKEN", message: "invalid oauth token" }

const noScope: Refusal = {
  status: 401,
  code: "OAUTH_SCOPE_MISMATCH",
  message: "invalid oauth scope to access this URL",
}

/** Read jobs say 404 and name the id, write jobs say 400 and name nothing (both recorded). */
const noSuchJob = (operation: Operation, jobId: string): Refusal => ({
  status: operation.kind === "read" ? 404 : 400,
  code: "RESOURCE_NOT_FOUND",
  message: "The requested resource doesn't exist.",
  details: operation.kind === "read" ? { resource: jobId } : {},
})

interface Route {
  readonly operation: Operation
  readonly version: ApiVersion
  readonly jobId: string
}

/** Finds the operation whose path this is, in the same table that requests are built from. */
const routeOf = (pathname: string): Route | undefined => {
  const jobId = pathname.slice(pathname.lastIndexOf("/") + 1)
  if (jobId === "") return undefined
  for (const operation of [operations.getReadJob, operations.getWriteJob]) {
    const version = apiVersions.find((candidate) => operation.path(candidate, jobId) === pathname)
    if (version !== undefined) return { operation, version, jobId }
  }
  return undefined
}

const tokenRefusal = (authorization: string | undefined): Refusal | undefined => {
  const token = /^(?:Zoho-oauthtoken|Bearer) +(\S+)$/i.exec(authorization ?? "")?.[1]
  if (token === undefined) return noToken
  if (token === emulatorTokenWithoutScope) return noScope
  return token === emulatorToken ? undefined : wrongToken
}

/**
 * An emulated Zoho CRM as an HTTP app: router, then gate, then bulk service, each answering as Zoho's own does.
 *
 * Serve it on a port, or use it in process as an `HttpClient`.
 */
export const emulatorApp: Effect.Effect<
  HttpServerResponse.HttpServerResponse,
  never,
  HttpServerRequest.HttpServerRequest
> = Effect.gen(function* () {
  const request = yield* HttpServerRequest.HttpServerRequest
  const url = HttpServerRequest.toURL(request)
  const route = Option.isNone(url) ? undefined : routeOf(url.value.pathname)
  if (route === undefined) return yield* routerRefusal(unknownPath)
  if (request.method !== route.operation.method) return yield* routerRefusal(wrongMethod)
  const refused = tokenRefusal(request.headers.authorization)
  if (refused !== undefined) return yield* gateRefusal(refused)
  const job = frozenJobs.find(({ id, kind }) => id === route.jobId && kind === route.operation.kind)
  return yield* job === undefined ? serviceRefusal(noSuchJob(route.operation, route.jobId)) : serviceSuccess(job.body)
})
