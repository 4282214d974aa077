import * as Schema from "effect/Schema"

/** The farthest moment from the epoch that a date can be of, in milliseconds (ECMAScript, 21.4.1.1). */
const farthest = 8.64e15

/** A moment in milliseconds since the epoch, which can be written as a date. */
export const Moment = Schema.Number.pipe(Schema.check(Schema.isBetween({ minimum: -farthest, maximum: farthest })))

/** The nearest moment that can be written as a date. */
export const nearestMoment = (millis: number): number => Math.max(-farthest, Math.min(farthest, millis || 0))
