import * as Duration from "effect/Duration"
import type { Limits } from "../settings/Limits.ts"
import { type IssuedToken, longestLife } from "./IssuedToken.ts"

/**
 * What a store keeps of one grant: its latest token, and when tokens were requested.
 *
 * **Example** (When the token of a grant expires)
 *
 * ```ts
 * import type { Auth } from "@zoho-bulk/core"
 *
 * export const expiresAt = ({ token }: Auth.TokenRecord): Date | undefined =>
 *   token === undefined ? undefined : new Date(token.expiresAt)
 * ```
 *
 * @category models
 */
export interface TokenRecord {
  /** The latest access token; absent if there was none yet. */
  readonly token?: IssuedToken
  /**
   * When tokens were requested, in milliseconds since the epoch. Only the last ten minutes count, and no times in the
   * future.
   */
  readonly requestedAt: ReadonlyArray<number>
  /** Until when no tokens are requested from Zoho, and why. */
  readonly rest?: {
    /**
     * When that began, in milliseconds since the epoch. A rest that begins in the future, or is longer than a day,
     * comes from a wrong clock and is ignored; if absent, a rest counts as ten minutes at most.
     */
    readonly since?: number
    /** When Zoho may be asked again, in milliseconds since the epoch. */
    readonly until: number
    /** Whether Zoho asked to slow down, or failed. */
    readonly because: "throttled" | "failing"
  }
}

/** The record of a new grant. */
export const emptyRecord: TokenRecord = { requestedAt: [] }

/** The requests that Zoho still counts; those of a clock that was ahead are not known to be among them. */
export const countedRequests = (
  { requestedAt }: TokenRecord,
  now: number,
  { tokenRequestWindow }: Limits,
): ReadonlyArray<number> => requestedAt.filter((at) => at <= now && at > now - tokenRequestWindow)

/** How long to wait until another token may be requested; nothing if it may be now. */
export const waitForBudget = (
  counted: ReadonlyArray<number>,
  now: number,
  { maxTokenRequests, tokenRequestWindow }: Limits,
): Duration.Duration | undefined => {
  const freed = counted.toSorted((a, b) => a - b).at(-maxTokenRequests)
  return freed === undefined ? undefined : Duration.millis(freed + tokenRequestWindow - now)
}

/** Leaves Zoho alone from now on, for as long as it asked for, but at most a day. */
export const restFrom = (
  now: number,
  asked: Duration.Duration,
  because: NonNullable<TokenRecord["rest"]>["because"],
): NonNullable<TokenRecord["rest"]> => ({
  since: now,
  until: now + Math.min(Duration.toMillis(asked), longestLife),
  because,
})

/** The rest to observe now. */
export const restInForce = (
  { rest }: TokenRecord,
  now: number,
  { tokenRequestWindow }: Limits,
): TokenRecord["rest"] => {
  if (rest === undefined || rest.until <= now) return undefined
  const { since = rest.until - tokenRequestWindow, until } = rest
  return since <= now && until - since <= longestLife ? rest : undefined
}
