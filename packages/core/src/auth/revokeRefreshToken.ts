import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { CurrentLimits } from "../settings/Limits.ts"
import type { DataCenter } from "../domain/DataCenter.ts"
import type { InvalidSettings } from "../failure/InvalidSettings.ts"
import type { TokenRequestFailure } from "../failure/CallFailure.ts"
import { withCallDeadline } from "../transport/CallDeadline.ts"
import type { OutgoingRequest } from "../transport/OutgoingRequest.ts"
import { send } from "../transport/send.ts"
import { parseJson } from "../wire/Json.ts"
import { tokenErrorOf } from "../wire/token.ts"
import { hidingIn, refusal, type TokenForm, tokenRequest } from "./requestToken.ts"
import { checkParts } from "./checkParts.ts"
import { readIssuer, type TokenIssuer } from "./TokenIssuer.ts"

const formOf = (refreshToken: Redacted.Redacted<string>): TokenForm => ({ token: refreshToken })

/** The request that revokes a refresh token. */
export const revocationRequest = (refreshToken: Redacted.Redacted<string>, issuer: TokenIssuer): OutgoingRequest =>
  tokenRequest("revokeToken", formOf(refreshToken), issuer)

/**
 * Revokes a refresh token, and with it every access token made from it: nobody can use them any more (Zoho's page on
 * revoking tokens).
 *
 * **Details**
 *
 * It fails as other token requests do: with `GrantRefused`, `Throttled`, `ZohoFailing`, or the reason why the request
 * was not answered. It is not retried.
 *
 * **Example** (Sign out)
 *
 * ```ts
 * import { Auth, Settings } from "@zoho-bulk/core"
 * import { Effect, type Redacted } from "effect"
 *
 * export const signOut = (refreshToken: Redacted.Redacted) =>
 *   Effect.fromResult(Settings.resolve({ dataCenter: "eu" })).pipe(
 *     Effect.flatMap((settings) => Auth.revokeRefreshToken(refreshToken, settings)),
 *   )
 * ```
 *
 * @category operations
 */
export const revokeRefreshToken = Effect.fnUntraced(function* (
  refreshToken: Redacted.Redacted<string>,
  issuer: TokenIssuer | DataCenter,
): Effect.fn.Return<void, TokenRequestFailure | InvalidSettings, HttpClient.HttpClient> {
  yield* Effect.fromResult(checkParts("grant", [{ name: "refreshToken", value: refreshToken, isSecret: true }]))
  const outgoing = revocationRequest(refreshToken, yield* Effect.fromResult(readIssuer(issuer)))
  const limits = yield* CurrentLimits
  const hidden = hidingIn(formOf(refreshToken))
  const answer = yield* hidden(send(outgoing))
  const json = Result.getOrUndefined(parseJson(answer.body, limits.maxAnswerDepth))
  const isRevoked = answer.status < 300 && json !== undefined && tokenErrorOf(json) === undefined
  if (!isRevoked) return yield* hidden(Effect.fail(refusal(outgoing.context, formOf(refreshToken), answer, limits)))
}, withCallDeadline)
