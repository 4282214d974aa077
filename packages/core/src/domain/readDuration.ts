import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"

const units: ReadonlyArray<string> = [
  "weeks",
  "days",
  "hours",
  "minutes",
  "seconds",
  "milliseconds",
  "microseconds",
  "nanoseconds",
] satisfies ReadonlyArray<keyof Duration.DurationObject>

const isNumber = (value: unknown): boolean => Predicate.isNumber(value) && !Number.isNaN(value)

/** To Effect, anything but a number means no time at all, and so does an object that has no time, such as a `Date`. */
const isInput = (input: unknown): input is Duration.Input => {
  if (typeof input !== "object" || input === null) return isNumber(input) || ["string", "bigint"].includes(typeof input)
  if (Duration.isDuration(input)) return true
  const parts = Object.entries(input)
  if (Array.isArray(input)) return parts.length === 2 && input.every(isNumber)
  return parts.length > 0 && parts.every(([unit, value]) => units.includes(unit) && isNumber(value))
}

/** Reads how long something may last, from whatever a program gives; nothing for what is not a time, or is negative. */
export const readDuration = (input: unknown): Option.Option<Duration.Duration> =>
  isInput(input)
    ? Option.filter(Duration.fromInput(input), (duration) => !Duration.isNegative(duration))
    : Option.none()
