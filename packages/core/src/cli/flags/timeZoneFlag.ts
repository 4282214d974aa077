import * as Flag from "effect/cli/Flag"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { optional } from "./commandFlags.ts"

const zoneNamed = (description: string) =>
  Flag.String("time-zone").pipe(
    Flag.withMetavar("<zone>"),
    Flag.withDescription(description),
    Flag.filter(
      (text) => Option.isSome(DateTime.zoneFromString(text)),
      (text) => `a time zone such as Asia/Kolkata or +05:30, not ${text}`,
    ),
  )

/** The zone of days and times without an offset. */
export const timeZoneFlag = optional(
  zoneNamed(
    "time zone for days, and for times without an offset, in --where, such as Asia/Kolkata or +05:30; by default this machine's",
  ),
)

/** The zone of times without an offset in a file. */
export const timeZoneOfFile = optional(
  zoneNamed(
    "time zone for times without an offset in the file, such as Asia/Kolkata or +05:30; by default Zoho uses the user's",
  ),
)

/** The zone that is named, or that of this machine; UTC where it has none that is known. */
export const timeZoneOfRun = (named: string | undefined): Effect.Effect<DateTime.TimeZone> =>
  Effect.sync(() =>
    Option.fromNullishOr(named).pipe(
      Option.flatMap(DateTime.zoneFromString),
      Option.orElse(() => Option.liftThrowable(DateTime.zoneMakeLocal)()),
      Option.getOrElse(() => DateTime.zoneMakeOffset(0)),
    ),
  )
