import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Multipart from "effect/http/Multipart"
import * as UrlParams from "effect/http/UrlParams"
import { parseScopes } from "../../wire/scopes.ts"
import { issue, isThrottled, revoke, scopesOf } from "../model/TokenState.ts"
import { emulatorToken, emulatorTokenWithoutScope } from "../model/emulatorToken.ts"
import { hexDigits } from "../model/ids.ts"
import { linkTo, type Origin } from "../requests/origin.ts"
import { World } from "../world/World.ts"
import { changeState, currentState, nextNumber, withEntry } from "../world/currentState.ts"

type Parameters = Readonly<Record<string, string>>

const answer = (body: Schema.Json, status = 200) =>
  HttpServerResponse.json(body, { status, headers: { server: "ZGS", "cache-control": "no-store" } }).pipe(Effect.orDie)

/** Errors arrive with HTTP 200 and no token (seen by users of Zoho's accounts servers). */
const refuse = (error: string) => answer({ error })

/** What a server says that was asked too often; the status is recorded, and so is the text (in English). */
const askedTooOften = answer(
  {
    error_description: "You have made too many requests continuously. Please try again after some time.",
    error: "Access Denied",
    status: "failure",
  },
  400,
)

/** Reads what was sent, in the query, as a form, or in parts: Zoho takes all three, and its own SDKs send parts. */
const parametersOf = Effect.fnUntraced(function* ({
  url,
}: Origin): Effect.fn.Return<Parameters, never, HttpServerRequest.HttpServerRequest> {
  const request = yield* HttpServerRequest.HttpServerRequest
  const type = request.headers["content-type"] ?? ""
  const inQuery = Object.fromEntries(url.searchParams)
  // In process, parts come without the header that names their boundary.
  if (type === "" || /^multipart\/form-data/i.test(type)) {
    const parts = yield* request.multipartStream.pipe(
      Stream.filter(Multipart.isField),
      Stream.runCollect,
      Effect.orElseSucceed((): ReadonlyArray<Multipart.Field> => []),
    )
    return { ...inQuery, ...Object.fromEntries(parts.map(({ key, value }) => [key, value])) }
  }
  if (!/^application\/x-www-form-urlencoded/i.test(type)) return inQuery
  const form = yield* Effect.orElseSucceed(request.urlParamsBody, () => UrlParams.empty)
  return { ...inQuery, ...Object.fromEntries(Array.from(form, ([name, value]) => [name, String(value)])) }
})

const isRefreshToken = (token: string | undefined): token is string =>
  token === emulatorToken || token === emulatorTokenWithoutScope || /^1000\.[0-9a-f]{32}\.refresh$/.test(token ?? "")

const opaque = (seed: string): string => `1000.${hexDigits(seed, 32)}.${hexDigits(`${seed}.`, 32)}`

/** Gives out an access token, with a refresh token where a grant code was exchanged (Zoho's OAuth pages). */
const giveToken = Effect.fnUntraced(function* (refreshToken: string, isExchange: boolean, origin: Origin) {
  const now = yield* Clock.currentTimeMillis
  const { settings } = yield* World
  const { tokens } = yield* currentState
  if (isThrottled(tokens, refreshToken, now)) return yield* askedTooOften
  const token = opaque(`token ${yield* nextNumber}`)
  yield* changeState((state) => ({ ...state, tokens: issue(state.tokens, token, refreshToken, now) }))
  return yield* answer({
    access_token: token,
    ...(isExchange ? { refresh_token: refreshToken } : {}),
    scope: scopesOf(tokens, refreshToken, settings.scopes).join(" "),
    api_domain: linkTo(origin, "api"),
    token_type: "Bearer",
    expires_in: 3600,
  })
})

/** A grant code, and the scopes that it was made for where it names any; Zoho's console asks for them when it makes a code. */
const codePattern = new RegExp(`^${emulatorToken}(?::(.+))?$`)

/** `POST /oauth/v2/token`: an access token for a refresh token or a grant code. Another data centre knows neither. */
export const getToken = Effect.fnUntraced(function* (origin: Origin) {
  const sent = yield* parametersOf(origin)
  const { settings } = yield* World
  if (![undefined, settings.dataCenter].includes(origin.dataCenter) && settings.dataCenter !== undefined) {
    return yield* refuse("invalid_client")
  }
  if (sent.client_id !== emulatorToken) return yield* refuse("invalid_client")
  if (sent.client_secret !== emulatorToken) return yield* refuse("invalid_client_secret")
  const { tokens } = yield* currentState
  if (sent.grant_type === "refresh_token") {
    const { refresh_token: token } = sent
    if (!isRefreshToken(token) || tokens.revoked.has(token)) return yield* refuse("invalid_code")
    return yield* giveToken(token, false, origin)
  }
  if (sent.grant_type !== "authorization_code") return yield* refuse("unsupported_grant_type")
  const code = codePattern.exec(sent.code ?? "")
  if (code === null) return yield* refuse("invalid_code")
  const refreshToken = `1000.${hexDigits(`refresh ${yield* nextNumber}`, 32)}.refresh`
  const scopes = code[1] === undefined ? undefined : parseScopes(code[1])
  if (scopes !== undefined) {
    yield* changeState(({ tokens: before, ...state }) => ({
      ...state,
      tokens: { ...before, scopes: withEntry(before.scopes, refreshToken, scopes) },
    }))
  }
  return yield* giveToken(refreshToken, true, origin)
})

/** `POST /oauth/v2/token/revoke`: a refresh token and all that it gave are good for nothing from now on. */
export const revokeToken = Effect.fnUntraced(function* (origin: Origin) {
  const { token } = yield* parametersOf(origin)
  if (token === undefined || token === "") return yield* refuse("invalid_token")
  yield* changeState((state) => ({ ...state, tokens: revoke(state.tokens, token) }))
  return yield* answer({ status: "success" })
})
