import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Stream from "effect/Stream"
import { CurrentLimits, type Limits } from "../domain/Limits.ts"
import type { SendFailure } from "../failure/CallFailure.ts"
import type { Answer } from "../failure/fromAnswer.ts"
import { HostNotPermitted } from "../failure/HostNotPermitted.ts"
import { HostNotTrusted } from "../failure/HostNotTrusted.ts"
import { LimitExceeded } from "../failure/LimitExceeded.ts"
import { NoAnswer } from "../failure/NoAnswer.ts"
import { NoAnswerInTime } from "../failure/NoAnswerInTime.ts"
import type { RequestContext } from "../failure/RequestContext.ts"
import { UnreadableAnswer } from "../failure/UnreadableAnswer.ts"
import { CallDeadline } from "./CallDeadline.ts"
import type { OutgoingRequest } from "./OutgoingRequest.ts"
import { type BodyProblem, readBody } from "./readBody.ts"
import { retryAfter } from "./retryAfter.ts"
import { transportFault } from "./transportFault.ts"
import { isTrusted } from "./TrustedHosts.ts"

const fromTransport = (
  context: RequestContext,
  error: HttpClientError.HttpClientError,
): NoAnswer | HostNotPermitted => {
  const { reason, words } = transportFault(error)
  return reason === "not permitted"
    ? new HostNotPermitted({ request: context })
    : new NoAnswer({ request: context, reason, cause: words })
}

const fromBodyProblem = (
  context: RequestContext,
  httpStatus: number,
  problem: BodyProblem,
  { maxAnswerBytes }: Limits,
): LimitExceeded | UnreadableAnswer =>
  problem === "too-large"
    ? new LimitExceeded({ request: context, httpStatus, limit: "maxAnswerBytes", max: maxAnswerBytes })
    : new UnreadableAnswer({ request: context, httpStatus, problem: "it is not UTF-8" })

/** Where a redirect leads; `undefined` for every other answer. */
const redirectOf = (response: HttpClientResponse.HttpClientResponse, from: URL): URL | undefined => {
  const { location } = response.headers
  const isRedirect = [301, 302, 303, 307, 308].includes(response.status)
  return isRedirect && location !== undefined && URL.canParse(location, from.href) ? new URL(location, from) : undefined
}

/** Lets go of an answer whose body nobody will read. */
const abandon = (response: HttpClientResponse.HttpClientResponse): Effect.Effect<void> =>
  Effect.ignore(Stream.runDrain(Stream.take(response.stream, 0)))

/** Sends to a trusted host and follows redirects to trusted hosts, each checked before anything goes there. */
const exchange = Effect.fnUntraced(function* (
  request: OutgoingRequest,
  limits: Limits,
): Effect.fn.Return<HttpClientResponse.HttpClientResponse, SendFailure, HttpClient.HttpClient> {
  const { context, trusted } = request
  const client = yield* HttpClient.HttpClient
  let url = request.url
  for (let redirects = 0; ; redirects++) {
    if (!isTrusted(trusted, url)) {
      return yield* new HostNotTrusted({ request: context, origin: url.origin, trustedHosts: trusted.origins })
    }
    const outgoing = HttpClientRequest.make(request.method)(url, { headers: request.headers })
    const response = yield* Effect.mapError(client.execute(outgoing), (error) => fromTransport(context, error))
    const next = redirectOf(response, url)
    if (next === undefined) return response
    if (redirects === limits.maxRedirects) {
      const problem = `it redirects more than ${limits.maxRedirects} times`
      return yield* new UnreadableAnswer({ request: context, httpStatus: response.status, problem })
    }
    yield* abandon(response)
    url = next
  }
})

const oneTry = Effect.fnUntraced(function* (
  request: OutgoingRequest,
  limits: Limits,
): Effect.fn.Return<Answer, SendFailure, HttpClient.HttpClient> {
  const { context } = request
  const response = yield* exchange(request, limits)
  const body = yield* Effect.mapError(readBody(response, limits.maxAnswerBytes), (problem) =>
    typeof problem === "string"
      ? fromBodyProblem(context, response.status, problem, limits)
      : fromTransport(context, problem),
  )
  const later = retryAfter(response.headers["retry-after"], yield* Clock.currentTimeMillis)
  const resetsAt = response.headers["x-accesstoken-reset"]
  return {
    status: response.status,
    body,
    ...(later === undefined ? {} : { retryAfter: later }),
    ...(resetsAt === undefined ? {} : { accessTokenResetsAt: resetsAt }),
  }
})

/**
 * Sends one request once, and reads its answer to the end.
 *
 * Fetch-based clients are told not to follow redirects, no client adds trace headers, and a try ends with its own time
 * limit or with the call's, whichever is first.
 */
export const send = Effect.fnUntraced(function* (
  request: OutgoingRequest,
): Effect.fn.Return<Answer, SendFailure, HttpClient.HttpClient> {
  const limits = yield* CurrentLimits
  const deadline = yield* CallDeadline
  const left = deadline === undefined ? Infinity : deadline - (yield* Clock.currentTimeMillis)
  const isLastTry = left < limits.tryTimeout
  return yield* oneTry(request, limits).pipe(
    Effect.provideService(FetchHttpClient.RequestInit, { redirect: "manual" }),
    Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
    Effect.timeoutOrElse({
      duration: Math.max(0, isLastTry ? left : limits.tryTimeout),
      orElse: () =>
        new NoAnswerInTime({
          request: request.context,
          limit: isLastTry ? "callTimeout" : "tryTimeout",
          limitMillis: isLastTry ? limits.callTimeout : limits.tryTimeout,
        }),
    }),
  )
})
