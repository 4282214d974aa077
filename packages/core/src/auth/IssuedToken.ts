import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import type { Limits } from "../settings/Limits.ts"
import { isTrusted } from "../settings/TrustedHosts.ts"
import { trustedBy, type TokenIssuer } from "./TokenIssuer.ts"

/**
 * An access token that Zoho made for us. Times are in milliseconds since the epoch.
 *
 * @category models
 */
export interface IssuedToken {
  readonly accessToken: Redacted.Redacted<string>
  readonly issuedAt: number
  readonly expiresAt: number
  /** The API host that Zoho named with the token. */
  readonly apiDomain?: string
  /** The scopes that Zoho named with the token. */
  readonly scope?: string
}

/** Tells whether a token need not be renewed yet: not in its last minute or, if it lives for less than two, its second half. */
export const isFresh = ({ expiresAt, issuedAt }: IssuedToken, now: number, { renewTokenBefore }: Limits): boolean =>
  now < expiresAt - Math.min(renewTokenBefore, (expiresAt - issuedAt) / 2)

/** The API host that Zoho named with a token, if it may get that token. */
export const trustedApiDomain = ({ apiDomain }: IssuedToken, issuer: TokenIssuer): Option.Option<URL> => {
  if (apiDomain === undefined || !URL.canParse(apiDomain)) return Option.none()
  const url = new URL(apiDomain)
  return isTrusted(trustedBy(issuer), url) ? Option.some(new URL(url.origin)) : Option.none()
}
