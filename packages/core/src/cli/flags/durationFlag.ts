import * as Flag from "effect/cli/Flag"
import * as Duration from "effect/Duration"
import { optional } from "./commandFlags.ts"
import { own } from "../../domain/own.ts"

const units: Readonly<Record<string, (count: number) => Duration.Duration>> = {
  ms: Duration.millis,
  s: Duration.seconds,
  m: Duration.minutes,
  h: Duration.hours,
  d: Duration.days,
}

/** Reads a duration such as `90s`, `10m`, `1.5h` or `7d`; a bare number is seconds. */
export const parseDuration = (text: string): Duration.Duration | undefined => {
  const [, count, unit = "s"] = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)?\s*$/.exec(text) ?? []
  return count === undefined ? undefined : own(units, unit)?.(Number(count))
}

/** The longest that anything may take: more is a slip. */
const longest = Duration.days(365)

/** A flag that is a duration; a bare number is seconds, unless seconds are nothing that somebody means. */
export const durationFlag = (
  name: string,
  description: string,
  needsUnit = false,
): Flag.Flag<Duration.Duration | undefined> =>
  optional(
    Flag.String(name).pipe(
      Flag.withMetavar("<duration>"),
      Flag.withDescription(description),
      Flag.filter(
        (text) => {
          const duration = parseDuration(text)
          if (needsUnit && /^[\s\d.]*$/.test(text)) return false
          return duration !== undefined && Duration.isLessThanOrEqualTo(duration, longest)
        },
        () =>
          needsUnit
            ? "a duration with its unit, such as 12h or 90d, at most 365d"
            : "a duration such as 90s, 10m or 2h, at most 365d; a bare number is in seconds",
      ),
    ),
  ).pipe(Flag.map((text) => (text === undefined ? undefined : parseDuration(text))))

/** How long a journey may take. */
export const journeyTimeout = durationFlag(
  "timeout",
  "time limit, such as 90s, 10m or 2h, or in seconds; resume continues after it",
)
