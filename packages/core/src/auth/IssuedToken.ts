import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Limits } from "../settings/Limits.ts"
import { isTrusted } from "../settings/TrustedHosts.ts"
import { secretProblem } from "./secretProblem.ts"
import { trustedBy, type TokenIssuer } from "./TokenIssuer.ts"

/**
 * An access token that Zoho has made. It lives for an hour as a rule; `expiresAt` says exactly.
 *
 * **Example** (How long a token is good for)
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
  /** When it was asked for, in milliseconds since the epoch. */
  readonly issuedAt: number
  /** When it stops working, in milliseconds since the epoch. */
  readonly expiresAt: number
  /** The API host that Zoho named with the token, as an origin; absent if Zoho named none. */
  readonly apiDomain?: string
  /** The scopes that Zoho named with the token; absent if Zoho named none. */
  readonly scope?: string
}

/** No token lives longer, and no pause is longer, than a day, in milliseconds: what says so is wrong. */
export const longestLife = 86_400_000

/**
 * Tells whether a token need not be renewed yet: not in its last minute or, if it lives for less than two, its second half.
 *
 * One that comes from the future, or lives for longer than a day, was put away by a clock that is wrong, or ours is; one that cannot be sent was
 * put there by somebody else.
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

/** The API host that Zoho named with a token, if it may get that token. */
export const trustedApiDomain = ({ apiDomain }: IssuedToken, issuer: TokenIssuer): Option.Option<URL> => {
  if (apiDomain === undefined || !URL.canParse(apiDomain)) return Option.none()
  const url = new URL(apiDomain)
  return isTrusted(trustedBy(issuer), url) ? Option.some(new URL(url.origin)) : Option.none()
}
