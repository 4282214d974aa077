import type * as Duration from "effect/Duration"

/**
 * An answer as it arrived, its body read to the end.
 *
 * **Example** (An answer that asks to come back later)
 *
 * ```ts
 * import type { Answer } from "@zoho-bulk/core/wire"
 * import { Duration } from "effect"
 *
 * export const throttled: Answer = {
 *   status: 429,
 *   body: '{"code":"TOO_MANY_REQUESTS","details":{},"message":"","status":"error"}',
 *   retryAfter: Duration.seconds(60),
 * }
 * ```
 *
 * @category models
 */
export interface Answer {
  /** The HTTP status. */
  readonly status: number
  /** The body, unpacked and as text. */
  readonly body: string
  /** How long Zoho asked to wait, if it did. */
  readonly retryAfter?: Duration.Duration
  /**
   *  The access token's expiry, as sent in `X-ACCESSTOKEN-RESET`.
   */
  readonly accessTokenResetsAt?: string
  /**
   * API credits left today, as sent in `X-API-CREDITS-REMAINING`; Zoho sends it once half of them
   * are used.
   */
  readonly creditsRemaining?: number
  /** When it was sent, by the server's clock, as in the `Date` header. */
  readonly date?: string
}
