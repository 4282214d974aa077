import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import { CurrentLimits, type Limits } from "../settings/Limits.ts"
import type { SendFailure } from "../failure/CallFailure.ts"
import type { Answer } from "./Answer.ts"
import { LimitExceeded, UnreadableAnswer } from "../failure/Unreached.ts"
import type { RequestContext } from "../failure/RequestContext.ts"
import { exchange, fromTransport } from "./exchange.ts"
import type { OutgoingRequest } from "./OutgoingRequest.ts"
import { type BodyProblem, readBody } from "./readBody.ts"
import { readHttpDate, readRetryAfter } from "./retryAfter.ts"
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
  const {
    date,
    "retry-after": retryAfter,
    "x-accesstoken-reset": resetsAt,
    "x-api-credits-remaining": credits = "",
  } = response.headers
  // Dates are compared with the one by the same clock: nobody knows how well ours is set.
  const later = retryAfter
    ? readRetryAfter(retryAfter, readHttpDate(date ?? "") ?? (yield* Clock.currentTimeMillis))
    : undefined
  return {
    status: response.status,
    body,
    ...(later === undefined ? {} : { retryAfter: later }),
    ...(resetsAt === undefined ? {} : { accessTokenResetsAt: resetsAt }),
    ...(/^\d+$/.test(credits) ? { creditsRemaining: Number(credits) } : {}),
    ...(date === undefined ? {} : { date }),
  }
})

/** Sends one request once, and reads its answer to the end, within the time of one try. */
export const send = (request: OutgoingRequest): Effect.Effect<Answer, SendFailure, HttpClient.HttpClient> =>
  exchange(request).pipe(
    Effect.flatMap((response) => readAnswer(request.context, response)),
    withTimeLimit(request.context),
  )
