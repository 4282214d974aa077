import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"

/** A date as HTTP has it (RFC 9110, 5.6.7), but for the oldest form, which no server writes any more. */
const httpDate = /^\w{3,9}, [\w :-]{18,20} GMT$/

/** When a header says that something was or will be, in milliseconds since the epoch. */
export const readHttpDate = (header: string): number | undefined => {
  const date = header.trim()
  return httpDate.test(date) ? Option.getOrUndefined(DateTime.make(date))?.epochMilliseconds : undefined
}

/** No wait is longer than a day, in seconds: what says so is wrong. */
const longestWait = 86_400

/**
 * How long an answer asks to wait, measured from when it was sent: a date in the past means no wait, and an unreadable
 * header is ignored.
 *
 * Effect's `Headers.parseRetryAfter` does the same, but would cost every program half a KiB.
 */
export const readRetryAfter = (header: string, sentAt: number): Duration.Duration | undefined => {
  const until = readHttpDate(header) ?? NaN
  const seconds = /^\s*\d+\s*$/.test(header) ? Number(header) : Math.ceil((until - sentAt) / 1_000)
  return Number.isNaN(seconds) ? undefined : Duration.seconds(Math.min(Math.max(0, seconds), longestWait))
}
