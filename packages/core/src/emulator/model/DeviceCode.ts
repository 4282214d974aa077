import { minute } from "./times.ts"

/** A device that waits for its user's consent. */
export interface WaitingDevice {
  readonly userCode: string
  readonly scopes: ReadonlyArray<string>
  /** Whether a refresh token was asked for as well. */
  readonly isOffline: boolean
  readonly expiresAt: number
  readonly consent: "none yet" | "allowed" | "denied"
  readonly polledAt: number
}

/** Five minutes (Zoho's page on initiation requests). */
export const deviceCodeLifetime = 5 * minute

/** One poll in half a minute (Zoho's page on polling requests). */
export const pollInterval = minute / 2

/** A user's code as people may spell it: in small letters, and with blanks. */
export const spelledOut = (userCode: string): string => userCode.toUpperCase().replaceAll(/[^A-Z0-9]/g, "")
