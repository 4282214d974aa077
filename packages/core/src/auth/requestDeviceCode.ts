import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { defaultDataCenter, type DataCenter } from "../domain/DataCenter.ts"
import type { TokenRequestFailure } from "../failure/CallFailure.ts"
import { describeValue } from "../failure/describeValue.ts"
import { type InvalidSettings, malformedSetting } from "../failure/InvalidSettings.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import { withCallDeadline } from "../transport/CallDeadline.ts"
import type { OutgoingRequest } from "../transport/OutgoingRequest.ts"
import { deviceCodeReplyOf } from "../wire/deviceCode.ts"
import { checkParts } from "./checkParts.ts"
import { askAccounts, hidingIn, refusal, type TokenForm, tokenRequest } from "./requestToken.ts"
import { readIssuer, type TokenIssuer } from "./TokenIssuer.ts"

/**
 * A request for a device code: the client, and what it asks for.
 *
 * **Example** (A client that may read)
 *
 * ```ts
 * import type { Auth } from "@zoho-bulk/core"
 *
 * export const asked: Auth.DeviceCodeRequest = {
 *   clientId: "1004.CLIENT",
 *   scopes: ["ZohoCRM.bulk.READ", "ZohoCRM.modules.READ"],
 * }
 * ```
 *
 * @category models
 */
export interface DeviceCodeRequest {
  /** The id of a client of the type "Non-browser", as Zoho's API console shows it. */
  readonly clientId: string
  /** The scopes for which the user is asked for consent. */
  readonly scopes: ReadonlyArray<string>
}

/**
 * A code that a user confirms in any browser, and the code that then requests the tokens.
 *
 * **Example** (What to show to the user)
 *
 * ```ts
 * import type { Auth } from "@zoho-bulk/core"
 *
 * export const instructions = ({ userCode, verificationUrl }: Auth.DeviceCode): string =>
 *   `Open ${verificationUrl} and enter ${userCode}`
 * ```
 *
 * @category models
 */
export interface DeviceCode {
  /** What the user enters, such as `ABCD-EFGH`. */
  readonly userCode: string
  /** Where the user enters it. */
  readonly verificationUrl: string
  /** The code that requests the tokens; a secret. */
  readonly deviceCode: Redacted.Redacted<string>
  /** When both codes expire, in milliseconds since the epoch: five minutes after they were requested. */
  readonly expiresAt: number
  /** How long to wait between two polls, in milliseconds: half a minute, or as long as Zoho requires. */
  readonly pollEvery: number
}

const checkScopes = (scopes: unknown): Result.Result<void, InvalidSettings> => {
  const isList = Array.isArray(scopes)
  if (isList && scopes.length > 0 && scopes.every((scope) => Predicate.isString(scope) && /^[\w.]+$/.test(scope)))
    return Result.void
  const problem = isList ? "scopes contains no valid scopes" : `scopes is ${describeValue(scopes)}`
  return Result.fail(malformedSetting("scopes", problem, 'Give an array such as ["ZohoCRM.bulk.READ"].'))
}

/** The form that requests a device code; without `prompt`, a second consent brings no refresh token. */
const formOf = ({ clientId, scopes }: DeviceCodeRequest): TokenForm => ({
  grant_type: "device_request",
  client_id: clientId,
  scope: scopes.join(","),
  access_type: "offline",
  prompt: "consent",
})

/** The request for a device code. */
export const deviceCodeRequest = (asked: DeviceCodeRequest, issuer: TokenIssuer): OutgoingRequest =>
  tokenRequest("requestDeviceCode", formOf(asked), issuer)

/**
 * Requests a code that a user confirms in a browser on any device, such as a phone, while this program runs on a server
 * without one (Zoho's page on initiation requests).
 *
 * **Details**
 *
 * It fails as other requests to the accounts host do, and with `InvalidSettings` on a client id or scopes that are not
 * valid. Nothing is granted yet: `awaitDeviceToken` waits until the user has confirmed the code.
 *
 * **Gotchas**
 *
 * Zoho documents these codes; the exchange was tried with the emulator, and not yet at Zoho.
 *
 * **Example** (Sign in on a server)
 *
 * ```ts
 * import { Auth } from "@zoho-bulk/core"
 * import { Console, Effect, type Redacted } from "effect"
 *
 * export const signIn = (clientId: string, clientSecret: Redacted.Redacted) =>
 *   Effect.gen(function* () {
 *     const code = yield* Auth.requestDeviceCode({ clientId, scopes: ["ZohoCRM.bulk.READ"] }, "eu")
 *     yield* Console.log(`Open ${code.verificationUrl} and enter ${code.userCode}`)
 *     return yield* Auth.awaitDeviceToken({ clientId, clientSecret, code }, "eu")
 *   })
 * ```
 *
 * @category operations
 */
export const requestDeviceCode = (
  asked: DeviceCodeRequest,
  issuer: TokenIssuer | DataCenter = defaultDataCenter,
): Effect.Effect<DeviceCode, TokenRequestFailure | InvalidSettings, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const { clientId, scopes }: Partial<DeviceCodeRequest> = Predicate.isObject(asked) ? asked : {}
    yield* Effect.fromResult(
      checkParts("request for a device code", [{ name: "clientId", value: clientId, isSecret: false }]),
    )
    yield* Effect.fromResult(checkScopes(scopes))
    const form = formOf(asked)
    const issuedBy = yield* Effect.fromResult(readIssuer(issuer))
    const { answer, askedAt, json, request } = yield* withCallDeadline(askAccounts("requestDeviceCode", form, issuedBy))
    const reply = json === undefined ? undefined : deviceCodeReplyOf(json)
    if (reply === undefined) {
      return yield* hidingIn(form)(Effect.fail(refusal(request, form, answer, yield* CurrentLimits)))
    }
    return {
      userCode: reply.userCode,
      verificationUrl: reply.verificationUrl,
      deviceCode: Redacted.make(reply.deviceCode),
      expiresAt: askedAt + reply.lifetime,
      pollEvery: reply.interval,
    }
  })
