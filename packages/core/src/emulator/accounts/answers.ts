import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Multipart from "effect/http/Multipart"
import * as UrlParams from "effect/http/UrlParams"
import { issue, isThrottled, scopesOf } from "../model/TokenState.ts"
import { hexDigits } from "../model/ids.ts"
import { linkTo, type Origin } from "../requests/origin.ts"
import { World } from "../world/World.ts"
import { changeState, currentState, nextNumber, withEntry } from "../world/currentState.ts"

type Parameters = Readonly<Record<string, string>>

/** Answers with JSON, as the accounts host does. */
export const answer = (body: Schema.Json, status = 200) =>
  HttpServerResponse.json(body, { status, headers: { server: "ZGS", "cache-control": "no-store" } }).pipe(Effect.orDie)

/** Errors arrive with HTTP 200 and no token (seen by users of Zoho's accounts servers). */
export const refuse = (error: string) => answer({ error })

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
export const parametersOf = Effect.fnUntraced(function* ({
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

const opaque = (seed: string): string => `1000.${hexDigits(seed, 32)}.${hexDigits(`${seed}.`, 32)}`

/** Gives out an access token, with its refresh token where that was asked for (Zoho's OAuth pages). */
export const giveToken = Effect.fnUntraced(function* (refreshToken: string, isOffline: boolean, origin: Origin) {
  const now = yield* Clock.currentTimeMillis
  const { settings } = yield* World
  const { tokens } = yield* currentState
  if (isThrottled(tokens, refreshToken, now)) return yield* askedTooOften
  const token = opaque(`token ${yield* nextNumber}`)
  yield* changeState((state) => ({ ...state, tokens: issue(state.tokens, token, refreshToken, now) }))
  return yield* answer({
    access_token: token,
    ...(isOffline ? { refresh_token: refreshToken } : {}),
    scope: scopesOf(tokens, refreshToken, settings.scopes).join(" "),
    api_domain: linkTo(origin, "api"),
    token_type: "Bearer",
    expires_in: 3600,
  })
})

/** Makes a refresh token for what a user has consented to; all that the emulator's token may do, where no scopes are named. */
export const makeRefreshToken = Effect.fnUntraced(function* (
  client: "1000" | "1004",
  scopes: ReadonlyArray<string> | undefined,
) {
  const refreshToken = `${client}.${hexDigits(`refresh ${yield* nextNumber}`, 32)}.refresh`
  if (scopes !== undefined) {
    yield* changeState(({ tokens: before, ...state }) => ({
      ...state,
      tokens: { ...before, scopes: withEntry(before.scopes, refreshToken, scopes) },
    }))
  }
  return refreshToken
})
