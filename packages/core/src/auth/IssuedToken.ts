import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Limits } from "../settings/Limits.ts"
import { isTrusted } from "../settings/TrustedHosts.ts"
import { secretProblem } from "./secretProblem.ts"
import { trustedBy, type TokenIssuer } from "./TokenIssuer.ts"

/**
 * An access token that Zoho has issued. It is usually valid for an hour; `expiresAt` is exact.
 *
 * **Example** (How long a token is valid)
 *
 * ```ts
 * import type { Auth } from "@zoho-bulk/core"
 *
 * export const secondsLeft = ({ expiresAt }: Auth.IssuedToken, now: Date): number =>
 *   Math.max(0, (expiresAt - now.getTime()) / 1_000)
 * ```
 *
 * @category models
 */
export interface IssuedToken {
  /** The token itself, redacted so that no log can show it. */
  readonly accessToken: Redacted.Redacted<string>
  /** When it was requested, in milliseconds since the epoch. */
  readonly issuedAt: number
  /** When it stops working, in milliseconds since the epoch. */
  readonly expiresAt: number
  /** The API host that Zoho named with the token, as an origin; absent if Zoho named none. */
  readonly apiDomain?: string
  /** The scopes that Zoho named with the token; absent if Zoho named none. */
  readonly scope?: string
}

/** No token is valid, and no pause lasts, longer than a day, in milliseconds: any longer value is wrong. */
export const longestLife = 86_400_000

/**
 * Checks whether a token need not be renewed yet: it is not in its last minute or, if it lives for less than two, in
 * its second half.
 *
 * A token that comes from the future, or lives for longer than a day, was stored by a wrong clock, or ours is wrong; a
 * token that cannot be sent was stored by somebody else.
 */
export const isFresh = (
  { accessToken, expiresAt, issuedAt }: IssuedToken,
  now: number,
  { renewTokenBefore }: Limits,
): boolean =>
  issuedAt <= now &&
  expiresAt - now <= longestLife &&
  now < expiresAt - Math.min(renewTokenBefore, (expiresAt - issuedAt) / 2) &&
  secretProblem(Redacted.value(accessToken)) === undefined

/** The API host that Zoho named with a token, if it may receive that token. */
export const trustedApiDomain = ({ apiDomain }: IssuedToken, issuer: TokenIssuer): Option.Option<URL> => {
  if (apiDomain === undefined || !URL.canParse(apiDomain)) return Option.none()
  const url = new URL(apiDomain)
  return isTrusted(trustedBy(issuer), url) ? Option.some(new URL(url.origin)) : Option.none()
}
