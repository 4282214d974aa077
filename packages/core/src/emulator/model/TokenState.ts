import type { WaitingDevice } from "./DeviceCode.ts"
import { emulatorTokenWithoutScope } from "./emulatorToken.ts"
import { hour, minute } from "./times.ts"

/** An access token that was given out. */
export interface IssuedToken {
  readonly token: string
  readonly refreshToken: string
  readonly expiresAt: number
}

/** What an accounts server knows of tokens. */
export interface TokenState {
  /** Those that live, oldest first. */
  readonly access: ReadonlyArray<IssuedToken>
  /** When which refresh token gave an access token. */
  readonly issued: ReadonlyArray<{ readonly at: number; readonly refreshToken: string }>
  readonly revoked: ReadonlySet<string>
  /** What refresh tokens are good for that came from codes with scopes of their own. */
  readonly scopes: ReadonlyMap<string, ReadonlyArray<string>>
  /** Devices that wait for consent, by the codes that they poll with. */
  readonly devices: ReadonlyMap<string, WaitingDevice>
}

const throttleWindow = 10 * minute
const tokensPerWindow = 10
const liveTokens = 30

/** Checks whether a refresh token has given ten access tokens within ten minutes (Zoho's access-token-expiry page). */
export const isThrottled = ({ issued }: TokenState, refreshToken: string, now: number): boolean =>
  issued.filter((each) => each.refreshToken === refreshToken && each.at > now - throttleWindow).length >=
  tokensPerWindow

/** Gives out a token: it lives an hour, and of one refresh token the oldest gives way at the 31st. */
export const issue = (tokens: TokenState, token: string, refreshToken: string, now: number): TokenState => {
  const live = tokens.access.filter(({ expiresAt }) => expiresAt > now)
  const siblings = live.filter((each) => each.refreshToken === refreshToken)
  const oldest = siblings.length >= liveTokens ? siblings[0] : undefined
  return {
    ...tokens,
    access: [...live.filter((each) => each !== oldest), { token, refreshToken, expiresAt: now + hour }],
    issued: [...tokens.issued.filter(({ at }) => at > now - throttleWindow), { at: now, refreshToken }],
  }
}

/** What a refresh token is good for, and all that it gives. */
export const scopesOf = (
  { scopes }: TokenState,
  refreshToken: string,
  usual: ReadonlyArray<string>,
): ReadonlyArray<string> => (refreshToken === emulatorTokenWithoutScope ? [] : (scopes.get(refreshToken) ?? usual))

/** Revokes a refresh token and what it gave, or one access token. */
export const revoke = (tokens: TokenState, token: string): TokenState => ({
  ...tokens,
  access: tokens.access.filter((each) => each.token !== token && each.refreshToken !== token),
  revoked: new Set(tokens.revoked).add(token),
})
