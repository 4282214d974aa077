import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import { CurrentLimits, type Limits } from "../settings/Limits.ts"
import { userAgent } from "../transport/userAgent.ts"
import type { SendFailure, TokenRequestFailure } from "../failure/CallFailure.ts"
import type { Answer } from "../transport/Answer.ts"
import { GrantRefused } from "../failure/TokenFailure.ts"
import { hideInFailures, hiding } from "../failure/hideSecrets.ts"
import { HostNotTrusted, UnreadableAnswer } from "../failure/Unreached.ts"
import type { RequestContext } from "../failure/RequestContext.ts"
import { Throttled, ZohoFailing } from "../failure/Refusal.ts"
import type { OutgoingRequest } from "../transport/OutgoingRequest.ts"
import { textBody } from "../transport/requestBody.ts"
import { send } from "../transport/send.ts"
import { attribute } from "../transport/telemetry.ts"
import { isTrusted } from "../settings/TrustedHosts.ts"
import { parseJson } from "../wire/Json.ts"
import { operations } from "../wire/Operation.ts"
import { isForPrograms, isPermanent, tokenErrorOf, type TokenReply, tokenReplyOf } from "../wire/token.ts"
import { type IssuedToken, longestLife } from "./IssuedToken.ts"
import { secretProblem } from "./secretProblem.ts"
import { trustedBy, type TokenIssuer } from "./TokenIssuer.ts"

/** The content of a token request, in the body alone: URLs end up in logs. */
export type TokenForm = Readonly<Record<string, string | Redacted.Redacted<string>>>

const reveal = (value: string | Redacted.Redacted<string>): string =>
  typeof value === "string" ? value : Redacted.value(value)

/** The operations of the accounts host. */
type AccountsOperation = "renewToken" | "exchangeGrantCode" | "requestDeviceCode" | "pollDeviceToken" | "revokeToken"

/** Builds the request for a token. It goes to the accounts host and nowhere else. */
export const tokenRequest = (
  operation: AccountsOperation,
  form: TokenForm,
  { apiVersion, dataCenter, hosts, unreadable = [] }: TokenIssuer,
): OutgoingRequest => {
  const { method, path } = operations[operation]
  const url = new URL(path(), hosts.accounts)
  const fields = Object.entries(form).map(([name, value]): [string, string] => [name, reveal(value)])
  return {
    context: {
      operation,
      method,
      url: url.href,
      apiVersion,
      dataCenter,
      ...(unreadable.length === 0 ? {} : { unreadable }),
    },
    method,
    url,
    headers: { accept: "application/json", "user-agent": userAgent },
    body: textBody("application/x-www-form-urlencoded", new URLSearchParams(fields).toString()),
    trusted: { origins: [hosts.accounts.origin] },
  }
}

/** Anything that looks like one of Zoho's tokens, whoever it belongs to. */
const anyToken = /\b100\d\.[\w.]{20,}/gi

const secretsIn = (form: TokenForm): ReadonlyArray<string> =>
  Object.values(form).flatMap((value) => (typeof value === "string" ? [] : [Redacted.value(value)]))

/** Removes the secrets of the request, however short, and anything that looks like a token, from Zoho's words. */
const withoutSecrets = (words: string, form: TokenForm): string =>
  secretsIn(form)
    .filter((secret) => secret !== "")
    .reduce((text, secret) => text.replaceAll(secret, "<secret>"), words)
    .replaceAll(anyToken, "<secret>")

/** Makes the function that hides the secrets of the request and of the reply in any failure about them. */
export const hidingIn = (form: TokenForm, { accessToken = "", refreshToken = "" }: Partial<TokenReply> = {}) => {
  return hideInFailures(hiding([...secretsIn(form), accessToken, refreshToken]))
}

/** Determines what an answer without a token means; it may be in any language, or a page for people. */
export const refusal = (
  request: RequestContext,
  form: TokenForm,
  { body, retryAfter, status }: Answer,
  limits: Limits,
): TokenRequestFailure => {
  const json = Result.getOrUndefined(parseJson(body, limits.maxAnswerDepth))
  const error = json === undefined ? undefined : tokenErrorOf(json)
  const said = {
    request,
    httpStatus: status,
    ...(error === undefined ? {} : { code: withoutSecrets(error.error, form) }),
    ...(error?.description === undefined ? {} : { zohoMessage: withoutSecrets(error.description, form) }),
  }
  if (error !== undefined && isPermanent(error)) return new GrantRefused(said)
  const isUnknown = error !== undefined && isForPrograms(error) && status !== 429
  const isFailing =
    status >= 500 || status === 408 || isUnknown || (json === undefined && status !== 429 && status !== 404)
  if (isFailing && (status < 300 || status >= 400)) {
    return new ZohoFailing({ ...said, retryAfter: retryAfter ?? Duration.millis(limits.tokenFailingPause) })
  }
  return error !== undefined || status === 429
    ? new Throttled({ ...said, retryAfter: retryAfter ?? Duration.millis(limits.tokenThrottledPause) })
    : new UnreadableAnswer({ request, httpStatus: status, problem: "it is not an answer from Zoho's accounts host" })
}

const shownOrigin = (url: URL): string => (url.origin === "null" ? `${url.protocol}…` : url.origin)

/** Fails on a token that cannot be sent, and on one for a host that must not receive it. */
const check = (
  request: RequestContext,
  httpStatus: number,
  { accessToken, apiDomain }: TokenReply,
  issuer: TokenIssuer,
): Effect.Effect<void, UnreadableAnswer | HostNotTrusted> => {
  const unreadable = (problem: string) => Effect.fail(new UnreadableAnswer({ request, httpStatus, problem }))
  const problem = secretProblem(accessToken)
  if (problem !== undefined) return unreadable(`its access_token is not valid: ${problem}`)
  if (apiDomain === undefined) return Effect.void
  if (!URL.canParse(apiDomain)) return unreadable("its api_domain is not a URL")
  const trusted = trustedBy(issuer)
  const url = new URL(apiDomain)
  return isTrusted(trusted, url)
    ? Effect.void
    : Effect.fail(
        new HostNotTrusted({ request, httpStatus, origin: shownOrigin(url), trustedHosts: [...trusted.origins] }),
      )
}

/**
 * The tokens that a grant code was exchanged for: an access token, and a refresh token to keep.
 *
 * **Example** (A consent without a refresh token)
 *
 * ```ts
 * import type { Auth } from "@zoho-bulk/core"
 *
 * export const canBeRenewed = ({ refreshToken }: Auth.GrantedTokens): boolean =>
 *   refreshToken !== undefined
 * ```
 *
 * @category models
 */
export interface GrantedTokens extends IssuedToken {
  /**
   * The refresh token: you cannot get a second one for the same code. Absent if consent was not requested with
   * `access_type=offline`.
   */
  readonly refreshToken?: Redacted.Redacted<string>
}

/** What the accounts host answered, and when it was asked. */
export interface Asked {
  readonly request: RequestContext
  readonly answer: Answer
  readonly json: Schema.Json | undefined
  readonly askedAt: number
}

/** Asks the accounts host, once. */
export const askAccounts = Effect.fnUntraced(function* (
  operation: AccountsOperation,
  form: TokenForm,
  issuer: TokenIssuer,
): Effect.fn.Return<Asked, SendFailure, HttpClient.HttpClient> {
  const limits = yield* CurrentLimits
  const askedAt = yield* Clock.currentTimeMillis
  const outgoing = tokenRequest(operation, form, issuer)
  const answer = yield* hidingIn(form)(send(outgoing))
  yield* Effect.annotateCurrentSpan(attribute.status, answer.status)
  const json = Result.getOrUndefined(parseJson(answer.body, limits.maxAnswerDepth))
  return { request: outgoing.context, answer, json, askedAt }
})

/** Reads the token of an answer. Its lifetime counts from before the request. */
export const readToken = Effect.fnUntraced(function* (
  { answer, askedAt, json, request }: Asked,
  form: TokenForm,
  issuer: TokenIssuer,
): Effect.fn.Return<GrantedTokens, TokenRequestFailure> {
  const reply = json === undefined ? undefined : tokenReplyOf(json)
  if (reply === undefined) {
    return yield* hidingIn(form)(Effect.fail(refusal(request, form, answer, yield* CurrentLimits)))
  }
  yield* hidingIn(form, reply)(check(request, answer.status, reply, issuer))
  const { accessToken, apiDomain, lifetime, refreshToken, scope } = reply
  return {
    accessToken: Redacted.make(accessToken),
    issuedAt: askedAt,
    expiresAt: askedAt + Math.min(lifetime, longestLife),
    ...(apiDomain === undefined ? {} : { apiDomain: new URL(apiDomain).origin }),
    ...(refreshToken === undefined ? {} : { refreshToken: Redacted.make(refreshToken) }),
    ...(scope === undefined ? {} : { scope }),
  }
})

/** Requests a token from the accounts host, once. */
export const requestToken = (
  operation: "renewToken" | "exchangeGrantCode",
  form: TokenForm,
  issuer: TokenIssuer,
): Effect.Effect<GrantedTokens, TokenRequestFailure, HttpClient.HttpClient> =>
  Effect.flatMap(askAccounts(operation, form, issuer), (asked) => readToken(asked, form, issuer))
