import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Headers from "effect/http/Headers"
import type * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Duration from "effect/Duration"
import * as Result from "effect/Result"
import { CurrentLimits, type Limits } from "../settings/Limits.ts"
import type { SendFailure } from "../failure/CallFailure.ts"
import type { Answer } from "./Answer.ts"
import { LimitExceeded, UnreadableAnswer } from "../failure/Unreached.ts"
import type { RequestContext } from "../failure/RequestContext.ts"
import { exchange, fromTransport } from "./exchange.ts"
import type { OutgoingRequest } from "./OutgoingRequest.ts"
import { type BodyProblem, readBody } from "./readBody.ts"
import { withTimeLimit } from "./timeLimit.ts"

const fromBodyProblem = (
  context: RequestContext,
  httpStatus: number,
  problem: BodyProblem,
  { maxAnswerBytes }: Limits,
): LimitExceeded | UnreadableAnswer =>
  problem === "too-large"
    ? new LimitExceeded({ request: context, httpStatus, limit: "maxAnswerBytes", max: maxAnswerBytes })
    : new UnreadableAnswer({ request: context, httpStatus, problem: "it is not UTF-8" })

const creditsIn = (header: string | undefined): number | undefined =>
  header !== undefined && /^\d+$/.test(header) ? Number(header) : undefined

/** How long an answer asks to wait: a date that has passed is no wait, and what cannot be read is no header. */
const retryAfterIn = (header: string | undefined, now: number): Duration.Duration | undefined =>
  header === undefined
    ? undefined
    : Result.getOrUndefined(Result.map(Headers.parseRetryAfter(header), (asked) => Headers.retryAfterDelay(asked, now)))

/** When an answer was sent, by the clock that wrote its dates; nobody knows how well ours is set. */
const sentAt = (date: string | undefined, now: number): number => Duration.toMillis(retryAfterIn(date, 0) ?? now)

/** Reads an answer to its end, with what its headers say. */
export const readAnswer = Effect.fnUntraced(function* (
  context: RequestContext,
  response: HttpClientResponse.HttpClientResponse,
): Effect.fn.Return<Answer, SendFailure> {
  const limits = yield* CurrentLimits
  const body = yield* Effect.mapError(readBody(response, limits.maxAnswerBytes), (problem) =>
    typeof problem === "string"
      ? fromBodyProblem(context, response.status, problem, limits)
      : fromTransport(context, problem),
  )
  const resetsAt = response.headers["x-accesstoken-reset"]
  const credits = creditsIn(response.headers["x-api-credits-remaining"])
  const { date } = response.headers
  const later = retryAfterIn(response.headers["retry-after"], sentAt(date, yield* Clock.currentTimeMillis))
  return {
    status: response.status,
    body,
    ...(later === undefined ? {} : { retryAfter: later }),
    ...(resetsAt === undefined ? {} : { accessTokenResetsAt: resetsAt }),
    ...(credits === undefined ? {} : { creditsRemaining: credits }),
    ...(date === undefined ? {} : { date }),
  }
})

/** Sends one request once, and reads its answer to the end, within the time of one try. */
export const send = (request: OutgoingRequest): Effect.Effect<Answer, SendFailure, HttpClient.HttpClient> =>
  exchange(request).pipe(
    Effect.flatMap((response) => readAnswer(request.context, response)),
    withTimeLimit(request.context),
  )
