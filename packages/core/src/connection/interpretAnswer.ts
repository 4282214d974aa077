import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type { Limits } from "../settings/Limits.ts"
import { type ErrorBody, errorBodyOf } from "../wire/ErrorBody.ts"
import { excerpt, withoutSecrets } from "../wire/excerpt.ts"
import type { Answer } from "../transport/Answer.ts"
import { parseJson } from "../wire/Json.ts"
import type { Refusal } from "../failure/CallFailure.ts"
import {
  JobNotFound,
  PermissionDenied,
  RequestNotAccepted,
  ScopeMissing,
  Throttled,
  TokenRefused,
  ZohoFailing,
} from "../failure/Refusal.ts"
import { LimitExceeded, UnreadableAnswer } from "../failure/Unreached.ts"
import { operationOf, type RequestContext } from "../failure/RequestContext.ts"
import { type Meaning, zohoCodes } from "../failure/zohoCodes.ts"
import { own } from "../domain/own.ts"

const meaningOfStatus = (status: number, hasErrorBody: boolean): Meaning | "unreadable" => {
  if (status >= 500 || status === 408) return "failing"
  if (status === 429) return "throttled"
  if (status === 401) return "token-refused"
  if (status === 403) return "permission-denied"
  if (hasErrorBody) return "not-accepted"
  return status >= 400 && status !== 404 ? "not-accepted" : "unreadable"
}

const meaningOf = (status: number, error: ErrorBody | undefined): Meaning | "unreadable" => {
  const known = own(zohoCodes, error?.code)
  return known?.meaning ?? meaningOfStatus(status, error !== undefined)
}

/**
 * An empty body, a page for people or truncated JSON with status 200: a gateway or a proxy sent it or cut it short,
 * just as it might send a 502.
 */
const unreadable = (request: RequestContext, answer: Answer, problem: string): UnreadableAnswer =>
  new UnreadableAnswer({
    request,
    httpStatus: answer.status,
    problem,
    ...(answer.body === "" ? {} : { excerpt: excerpt(answer.body) }),
    ...(answer.status === 200 && /^\s*(<|$|{.*[^}]$)/s.test(answer.body) ? { mayPass: true } : {}),
  })

/** The failure of each meaning; a missing thing other than a job was not accepted. */
const refusals = {
  "token-refused": TokenRefused,
  "scope-missing": ScopeMissing,
  "permission-denied": PermissionDenied,
  "not-found": RequestNotAccepted,
  throttled: Throttled,
  failing: ZohoFailing,
  "not-accepted": RequestNotAccepted,
} as const satisfies Record<Meaning, unknown>

const refusal = (request: RequestContext, answer: Answer, error: ErrorBody | undefined): Refusal => {
  const said = {
    request,
    httpStatus: answer.status,
    ...(error?.code === undefined ? {} : { code: error.code }),
    ...(error?.message === undefined ? {} : { zohoMessage: excerpt(error.message) }),
    ...(error?.details === undefined ? {} : { details: withoutSecrets(error.details) }),
  }
  const later = answer.retryAfter === undefined ? {} : { retryAfter: answer.retryAfter }
  const meaning = meaningOf(answer.status, error)
  if (meaning === "unreadable") {
    return unreadable(request, answer, answer.body === "" ? "it is empty" : "it is not an answer from Zoho's API")
  }
  const { kind } = operationOf(request)
  return meaning === "not-found" && kind !== undefined
    ? new JobNotFound({ ...said, kinds: [kind] })
    : new refusals[meaning]({ ...said, ...later })
}

/**
 * Turns an answer into its content, or into the failure that it means: the only place that knows how.
 *
 * **Details**
 *
 * Zoho's code takes precedence over the HTTP status; if the body is not JSON, the status decides.
 *
 * **Example** (What a recorded answer means)
 *
 * ```ts
 * import { type Failure, Limits } from "@zoho-bulk/core"
 * import { type Answer, interpretAnswer } from "@zoho-bulk/core/wire"
 *
 * export const meaningOf = (request: Failure.RequestContext, answer: Answer) =>
 *   interpretAnswer(request, answer, Limits.defaultLimits)
 * ```
 *
 * @category decoding
 */
export const interpretAnswer = (
  request: RequestContext,
  answer: Answer,
  limits: Limits,
): Result.Result<Schema.Json, Refusal | LimitExceeded> => {
  const json = answer.body === "" ? undefined : parseJson(answer.body, limits.maxAnswerDepth)
  if (json !== undefined && Result.isSuccess(json)) {
    const error = errorBodyOf(json.success)
    const isSuccess = answer.status >= 200 && answer.status < 300 && answer.status !== 204
    return isSuccess && error === undefined
      ? Result.succeed(json.success)
      : Result.fail(refusal(request, answer, error))
  }
  if (answer.status < 200 || answer.status >= 300) return Result.fail(refusal(request, answer, undefined))
  if (json === undefined) return Result.fail(unreadable(request, answer, "it is empty"))
  if (json.failure === "too-deep") {
    const { maxAnswerDepth } = limits
    const found = { request, limit: "maxAnswerDepth", max: maxAnswerDepth, httpStatus: answer.status } as const
    return Result.fail(new LimitExceeded(found))
  }
  return Result.fail(unreadable(request, answer, "it is not JSON"))
}
