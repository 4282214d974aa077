import * as Duration from "effect/Duration"
import type { Limits } from "../settings/Limits.ts"
import type { IssuedToken } from "./IssuedToken.ts"

/**
 * What is kept of one grant: its latest token, and how much was asked of Zoho for it.
 *
 * @category models
 */
export interface TokenRecord {
  readonly token?: IssuedToken
  /** When tokens were asked for, in milliseconds since the epoch. */
  readonly requestedAt: ReadonlyArray<number>
  /** Until when Zoho is left alone, and why. */
  readonly rest?: { readonly until: number; readonly because: "throttled" | "failing" }
}

/** The record of a grant that is new. */
export const emptyRecord: TokenRecord = { requestedAt: [] }

/** The requests that Zoho still counts; one of a clock that was ahead counts as made now. */
export const countedRequests = (
  { requestedAt }: TokenRecord,
  now: number,
  { tokenRequestWindow }: Limits,
): ReadonlyArray<number> => requestedAt.map((at) => Math.min(at, now)).filter((at) => at > now - tokenRequestWindow)

/** How long to wait until another token may be asked for; nothing, if that is now. */
export const waitForBudget = (
  counted: ReadonlyArray<number>,
  now: number,
  { maxTokenRequests, tokenRequestWindow }: Limits,
): Duration.Duration | undefined => {
  const freed = counted.toSorted((a, b) => a - b).at(-maxTokenRequests)
  return freed === undefined ? undefined : Duration.millis(freed + tokenRequestWindow - now)
}
