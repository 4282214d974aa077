import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Predicate from "effect/Predicate"
import type * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { type DataCenter, defaultDataCenter, parseDataCenter } from "../domain/DataCenter.ts"
import type { TokenRequestFailure } from "../failure/CallFailure.ts"
import { own } from "../domain/own.ts"
import { describeValue } from "../failure/describeValue.ts"
import { type InvalidSettings, malformedSetting } from "../failure/InvalidSettings.ts"
import { withCallDeadline } from "../transport/CallDeadline.ts"
import { userLocationOf } from "../wire/deviceCode.ts"
import { tokenErrorOf } from "../wire/token.ts"
import { checkParts } from "./checkParts.ts"
import { ConsentNotGiven } from "./ConsentNotGiven.ts"
import type { DeviceCode } from "./requestDeviceCode.ts"
import { askAccounts, type Asked, type GrantedTokens, readToken, type TokenForm, tokenRequest } from "./requestToken.ts"
import { issuerOf, readIssuer, type TokenIssuer } from "./TokenIssuer.ts"

/**
 * A device code, and the client that requested it.
 *
 * **Example** (The client of a code)
 *
 * ```ts
 * import type { Auth } from "@zoho-bulk/core"
 * import { Redacted } from "effect"
 *
 * export const grantOf = (code: Auth.DeviceCode): Auth.DeviceGrant => ({
 *   clientId: "1004.CLIENT",
 *   clientSecret: Redacted.make("0123456789abcdef"),
 *   code,
 * })
 * ```
 *
 * @category models
 */
export interface DeviceGrant {
  /** The id of the client that requested the code. */
  readonly clientId: string
  /** The secret of that client. */
  readonly clientSecret: Redacted.Redacted<string>
  /** The code that `requestDeviceCode` returned. */
  readonly code: DeviceCode
}

/**
 * The tokens that a device received by a user's consent, and where they are valid.
 *
 * **Example** (The data centre to connect to)
 *
 * ```ts
 * import type { Auth } from "@zoho-bulk/core"
 *
 * export const settingsOf = ({ dataCenter }: Auth.DeviceTokens) => ({ dataCenter })
 * ```
 *
 * @category models
 */
export interface DeviceTokens extends GrantedTokens {
  /** The data centre of the user's account, which need not be that of the client. */
  readonly dataCenter: DataCenter
}

const isCode = (code: unknown): boolean =>
  Predicate.isObject(code) && Number.isFinite(code["expiresAt"]) && Number.isFinite(code["pollEvery"])

const checkGrant = (grant: DeviceGrant): Result.Result<void, InvalidSettings> => {
  const { clientId, clientSecret, code }: Partial<DeviceGrant> = Predicate.isObject(grant) ? grant : {}
  if (!isCode(code)) {
    return Result.fail(
      malformedSetting("code", `code is ${describeValue(code)}`, "Give it as Auth.requestDeviceCode returns it."),
    )
  }
  return checkParts("device code", [
    { name: "clientId", value: clientId, isSecret: false },
    { name: "clientSecret", value: clientSecret, isSecret: true },
    { name: "code.deviceCode", value: code?.deviceCode, isSecret: true },
  ])
}

const formOf = ({ clientId, clientSecret, code }: DeviceGrant): TokenForm => ({
  grant_type: "device_token",
  client_id: clientId,
  client_secret: clientSecret,
  code: code.deviceCode,
})

/** The request for the token of a device code. */
export const deviceTokenRequest = (grant: DeviceGrant, issuer: TokenIssuer) =>
  tokenRequest("pollDeviceToken", formOf(grant), issuer)

const refusals: Readonly<Record<string, "denied" | "expired">> = {
  access_denied: "denied",
  expired: "expired",
  expired_token: "expired",
  invalid_code: "expired",
}

type PollFailure = TokenRequestFailure | ConsentNotGiven

const isOfDataCenter = ({ dataCenter, hosts }: TokenIssuer): boolean =>
  hosts.accounts.origin === issuerOf(dataCenter).hosts.accounts.origin

/** Who issues the token of a user whose account is in another data centre, if that can be asked from here. */
const issuerElsewhere = (
  { json, request }: Asked,
  issuer: TokenIssuer,
): Effect.Effect<TokenIssuer, ConsentNotGiven> => {
  const userLocation = json === undefined ? undefined : userLocationOf(json)
  const dataCenter = userLocation === undefined ? undefined : parseDataCenter(userLocation)
  if (dataCenter !== undefined && isOfDataCenter(issuer)) return Effect.succeed(issuerOf(dataCenter))
  const said = userLocation === undefined ? {} : { userLocation }
  return Effect.fail(new ConsentNotGiven({ request, reason: "elsewhere", ...said }))
}

/** Polls once: returns the tokens, or which issuer to poll next. */
const poll = Effect.fnUntraced(function* (
  grant: DeviceGrant,
  issuer: TokenIssuer,
): Effect.fn.Return<GrantedTokens | { readonly next: TokenIssuer }, PollFailure, HttpClient.HttpClient> {
  const form = formOf(grant)
  const asked = yield* withCallDeadline(askAccounts("pollDeviceToken", form, issuer))
  const error = asked.json === undefined ? undefined : tokenErrorOf(asked.json)?.error
  if (error === "authorization_pending" || error === "slow_down") return { next: issuer }
  if (error === "other_dc") return { next: yield* issuerElsewhere(asked, issuer) }
  const reason = own(refusals, error)
  if (reason !== undefined) return yield* new ConsentNotGiven({ request: asked.request, reason })
  return yield* readToken(asked, form, issuer)
})

const pauseAfter = (failure: TokenRequestFailure): number =>
  "retryAfter" in failure && failure.retryAfter !== undefined ? Duration.toMillis(failure.retryAfter) : 0

/** Polls after a wait, again and again until the code has expired; `lost` is why the last poll was not answered. */
const keepPolling = (
  grant: DeviceGrant,
  issuer: TokenIssuer,
  wait: number,
  lost?: TokenRequestFailure,
): Effect.Effect<DeviceTokens, PollFailure, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const { expiresAt, pollEvery } = grant.code
    yield* Effect.sleep(Math.max(0, Math.min(wait, expiresAt + 1 - (yield* Clock.currentTimeMillis))))
    if ((yield* Clock.currentTimeMillis) > expiresAt) {
      const { context } = deviceTokenRequest(grant, issuer)
      return yield* lost ?? new ConsentNotGiven({ request: context, reason: "expired" })
    }
    const polled = yield* Effect.result(poll(grant, issuer))
    if (Result.isSuccess(polled)) {
      const found = polled.success
      return "next" in found
        ? yield* keepPolling(grant, found.next, pollEvery)
        : { ...found, dataCenter: issuer.dataCenter }
    }
    const { failure } = polled
    if (failure._tag === "ConsentNotGiven" || !failure.isRetryable) return yield* failure
    return yield* keepPolling(grant, issuer, Math.max(pollEvery, pauseAfter(failure)), failure)
  })

/**
 * Waits until the user has confirmed a device code, and returns the tokens (Zoho's page on polling requests).
 *
 * **Details**
 *
 * It polls twice a minute, as Zoho requires, until the code expires. A poll without an answer does not end it before
 * that. If the user's account is in another data centre, it polls there, and `dataCenter` names it.
 *
 * It fails with `ConsentNotGiven` if the user refuses or takes longer than five minutes, and
 * otherwise as other requests for tokens do.
 *
 * **Gotchas**
 *
 * A data centre may give a client its own secret. An account in that data centre then needs a code from there.
 *
 * **Example** (A refresh token to keep)
 *
 * ```ts
 * import { Auth } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const refreshTokenOf = (grant: Auth.DeviceGrant) =>
 *   Effect.map(Auth.awaitDeviceToken(grant, "eu"), ({ refreshToken }) => refreshToken)
 * ```
 *
 * @category operations
 */
export const awaitDeviceToken = (
  grant: DeviceGrant,
  issuer: TokenIssuer | DataCenter = defaultDataCenter,
): Effect.Effect<DeviceTokens, PollFailure | InvalidSettings, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    yield* Effect.fromResult(checkGrant(grant))
    return yield* keepPolling(grant, yield* Effect.fromResult(readIssuer(issuer)), grant.code.pollEvery)
  })
