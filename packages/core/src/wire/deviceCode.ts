import * as Predicate from "effect/Predicate"
import type * as Schema from "effect/Schema"
import { numberAt, textAt } from "./token.ts"

/** What the accounts host gives to a device: a code for its user, and one for itself. */
export interface DeviceCodeReply {
  readonly deviceCode: string
  readonly userCode: string
  readonly verificationUrl: string
  /** How long both codes are valid, in milliseconds. */
  readonly lifetime: number
  /** How long to wait between two polls, in milliseconds. */
  readonly interval: number
}

/** Five minutes, and two polls a minute (Zoho's pages on initiation and polling requests). */
const usualLifetime = 300_000
const shortestInterval = 30_000

/** Zoho's page has milliseconds where the standard (RFC 8628) has seconds; fewer than these make no sense as milliseconds. */
const fewest = { lifetime: shortestInterval, interval: 1_000 }

const inMillis = (amount: number, of: keyof typeof fewest): number => (amount < fewest[of] ? amount * 1_000 : amount)

const isAddress = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)

/** Reads a device code from a parsed answer. */
export const deviceCodeReplyOf = (json: Schema.Json): DeviceCodeReply | undefined => {
  if (!Predicate.isObject(json)) return undefined
  const deviceCode = textAt(json, "device_code")
  const userCode = textAt(json, "user_code")
  const verificationUrl = textAt(json, "verification_url")
  if (deviceCode === undefined || userCode === undefined || verificationUrl === undefined) return undefined
  if (!isAddress(verificationUrl)) return undefined
  return {
    deviceCode,
    userCode,
    verificationUrl,
    lifetime: Math.min(inMillis(numberAt(json, "expires_in") ?? usualLifetime, "lifetime"), usualLifetime),
    interval: Math.max(inMillis(numberAt(json, "interval") ?? shortestInterval, "interval"), shortestInterval),
  }
}

/** Where the account of the user is, such as `eu`, in an answer that says that it is in another data centre. */
export const userLocationOf = (json: Schema.Json): string | undefined => {
  const location = Predicate.isObject(json) ? textAt(json, "user_location")?.toLowerCase() : undefined
  return location !== undefined && /^[a-z]{2,9}$/.test(location) ? location : undefined
}
