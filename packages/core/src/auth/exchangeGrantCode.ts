import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Predicate from "effect/Predicate"
import type * as Redacted from "effect/Redacted"
import type * as Result from "effect/Result"
import { defaultDataCenter, type DataCenter } from "../domain/DataCenter.ts"
import type { TokenRequestFailure } from "../failure/CallFailure.ts"
import type { InvalidSettings } from "../failure/InvalidSettings.ts"
import { withCallDeadline } from "../transport/CallDeadline.ts"
import type { OutgoingRequest } from "../transport/OutgoingRequest.ts"
import { type GrantedTokens, requestToken, type TokenForm, tokenRequest } from "./requestToken.ts"
import { checkParts } from "./checkParts.ts"
import { readIssuer, type TokenIssuer } from "./TokenIssuer.ts"

/**
 * A code that a user's consent returned, or that Zoho's API console made: valid once, for a few minutes.
 *
 * **Example** (A code from a redirect)
 *
 * ```ts
 * import type { Auth } from "@zoho-bulk/core"
 * import { Redacted } from "effect"
 *
 * export const grantCode = (redirect: URL): Auth.GrantCode => ({
 *   clientId: "1000.CLIENT",
 *   clientSecret: Redacted.make("0123456789abcdef"),
 *   code: Redacted.make(redirect.searchParams.get("code") ?? ""),
 *   redirectUri: "https://reports.example.com/signed-in",
 * })
 * ```
 *
 * @category models
 */
export interface GrantCode {
  /** The id of the client that asked for consent. */
  readonly clientId: string
  /** The secret of that client. */
  readonly clientSecret: Redacted.Redacted<string>
  /** The code, which can be exchanged once. */
  readonly code: Redacted.Redacted<string>
  /** The redirect URI of the request for consent; a code from the API console has none. */
  readonly redirectUri?: string | undefined
}

/** Fails on a part that is not valid, and on a value that is not an object and so has no parts. */
const checkCode = (grantCode: GrantCode): Result.Result<void, InvalidSettings> => {
  const { clientId, clientSecret, code, redirectUri }: Partial<GrantCode> = Predicate.isObject(grantCode)
    ? grantCode
    : {}
  return checkParts("grant code", [
    { name: "clientId", value: clientId, isSecret: false },
    { name: "clientSecret", value: clientSecret, isSecret: true },
    { name: "code", value: code, isSecret: true },
    ...(redirectUri === undefined ? [] : [{ name: "redirectUri", value: redirectUri, isSecret: false }]),
  ])
}

/** What is requested with a code, and with which form. */
const exchangeOf = ({ clientId, clientSecret, code, redirectUri }: GrantCode) => {
  const form: TokenForm = {
    grant_type: "authorization_code",
    client_id: clientId,
    client_secret: clientSecret,
    code,
    ...(redirectUri === undefined ? {} : { redirect_uri: redirectUri }),
  }
  return ["exchangeGrantCode", form] as const
}

/** The request that exchanges a grant code. */
export const exchangeRequest = (grantCode: GrantCode, issuer: TokenIssuer): OutgoingRequest =>
  tokenRequest(...exchangeOf(grantCode), issuer)

/**
 * Exchanges a grant code for tokens. A code that is used up or too old fails with `GrantRefused`;
 * `Failure.TokenRequestFailure` lists the others.
 *
 * **When to use**
 *
 * Use it once, when a user has given consent, and keep the refresh token: you cannot get a second one for the same
 * code.
 *
 * **Gotchas**
 *
 * Fails with `InvalidSettings` if a part of it is missing, contains a line break, or is a secret that is not
 * `Redacted`. It is never retried automatically, because the code may be used up. Without `access_type=offline` in the
 * request for consent there is no refresh token.
 *
 * **Example** (From consent to a refresh token)
 *
 * ```ts
 * import { Auth } from "@zoho-bulk/core"
 * import { Effect, type Redacted } from "effect"
 *
 * export const refreshTokenOf = (code: Redacted.Redacted, clientId: string, clientSecret: Redacted.Redacted) =>
 *   Effect.map(Auth.exchangeGrantCode({ clientId, clientSecret, code }, "eu"), ({ refreshToken }) => refreshToken)
 * ```
 *
 * @category operations
 */
export const exchangeGrantCode = (
  grantCode: GrantCode,
  issuer: TokenIssuer | DataCenter = defaultDataCenter,
): Effect.Effect<GrantedTokens, TokenRequestFailure | InvalidSettings, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    yield* Effect.fromResult(checkCode(grantCode))
    const issuedBy = yield* Effect.fromResult(readIssuer(issuer))
    return yield* withCallDeadline(requestToken(...exchangeOf(grantCode), issuedBy))
  })
