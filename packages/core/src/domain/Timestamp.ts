import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

/**
 * A date and time as Zoho sends it: ISO 8601 with the offset of the organisation
 * (`2021-05-12T17:25:29+05:30`), kept as text so that the offset survives.
 *
 * **Example** (How long ago a job was ordered)
 *
 * ```ts
 * import type { Job } from "@zoho-bulk/core"
 *
 * export const minutesSince = (time: Job.Timestamp, now: Date): number =>
 *   (now.getTime() - new Date(time).getTime()) / 60_000
 * ```
 *
 * @category models
 */
export const Timestamp = /*#__PURE__*/ Schema.String.pipe(
  /*#__PURE__*/ Schema.check(/*#__PURE__*/ Schema.isPattern(pattern, { expected: "an ISO 8601 date and time" })),
)

/** @category models */
export type Timestamp = typeof Timestamp.Type

/** Checks whether a value is a timestamp; every look at a job does. */
export const isTimestamp = (value: unknown): value is Timestamp => Predicate.isString(value) && pattern.test(value)
