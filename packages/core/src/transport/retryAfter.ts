import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

const fromHttpDate = Schema.decodeUnknownOption(Schema.DateTimeUtcFromHttpDate)

/** Reads a `Retry-After` header, seconds or an HTTP date; a date that has passed is no wait, anything else is no header. */
export const retryAfter = (header: string | undefined, nowMillis: number): Duration.Duration | undefined => {
  if (header === undefined) return undefined
  const value = header.trim()
  if (/^\d+$/.test(value)) return Duration.seconds(Number(value))
  return Option.match(fromHttpDate(value), {
    onNone: () => undefined,
    onSome: (date) => Duration.millis(Math.max(0, DateTime.toEpochMillis(date) - nowMillis)),
  })
}
