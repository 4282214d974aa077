import type * as Duration from "effect/Duration"

/** An answer as it came, its body read to the end. */
export interface Answer {
  readonly status: number
  readonly body: string
  /** How long Zoho asked to wait, where it did. */
  readonly retryAfter?: Duration.Duration
  /** The access token's expiry, as sent in `X-ACCESSTOKEN-RESET`. */
  readonly accessTokenResetsAt?: string
  /** API credits left today, once half of them are used. */
  readonly creditsRemaining?: number
  /** When it was sent by the server's clock, in milliseconds since the epoch. */
  readonly sentAt?: number
}
