import * as Schema from "effect/Schema"
import { OperationName } from "../../wire/Operation.ts"

const count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))
const amount = Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0))

/**
 * Something that goes wrong, as data: which requests it meets, and what it does to them.
 *
 * **Details**
 *
 * A request is met when it fits `operation`, `method` and `path` (a part of it), as far as they are given; `nth` counts the
 * requests that fit, from 1, and all of them are met without it. `renewToken` is every request for a token. What is done:
 *
 * - `throttled`: 429, with `retryAfter` seconds where given
 * - `unauthorized`: 401 INVALID_TOKEN
 * - `failing`: 500 INTERNAL_ERROR
 * - `bad-gateway`: 502 with a page of HTML
 * - `reset`: the connection breaks before an answer; what was asked for is not done
 * - `lost-reply`: the same, but what was asked for is done
 * - `late`: nothing is done until `millis` have passed
 * - `late-reply`: it is done at once, and the answer comes `millis` later
 * - `reset-in-body`: the connection breaks after `afterBytes` of the answer
 * - `slow-body`: the answer comes in pieces, one every `millis`
 * - `truncated`: the answer ends after `afterBytes`, as if it were whole
 * - `wrong-checksum`: an archive whose checksums do not fit what is in it
 * - `job-fails`: the job that is created fails at its end
 * - `job-never-ends`: it stays in progress
 * - `job-takes`: it takes `millis`
 *
 * @category testing
 */
export const Mishap = Schema.Struct({
  does: Schema.Literals([
    "throttled",
    "unauthorized",
    "failing",
    "bad-gateway",
    "reset",
    "lost-reply",
    "late",
    "late-reply",
    "reset-in-body",
    "slow-body",
    "truncated",
    "wrong-checksum",
    "job-fails",
    "job-never-ends",
    "job-takes",
  ]),
  operation: Schema.optionalKey(OperationName),
  method: Schema.optionalKey(Schema.String),
  path: Schema.optionalKey(Schema.String),
  nth: Schema.optionalKey(Schema.Union([count, Schema.Array(count)])),
  retryAfter: Schema.optionalKey(amount),
  afterBytes: Schema.optionalKey(amount),
  millis: Schema.optionalKey(amount),
})

/** @category testing */
export type Mishap = typeof Mishap.Type

/** A list of mishaps, as a file holds it. */
export const Mishaps = Schema.Array(Mishap)

/** What a request is, as far as mishaps look at it. */
export interface MishapTarget {
  readonly operation: string | undefined
  readonly method: string
  readonly path: string
}

/** Tells whether a mishap is about a request, whichever of them it is. */
export const isAbout = (mishap: Mishap, target: MishapTarget): boolean =>
  (mishap.operation === undefined || mishap.operation === target.operation) &&
  (mishap.method === undefined || mishap.method.toUpperCase() === target.method) &&
  (mishap.path === undefined || target.path.includes(mishap.path))

/** Tells whether the request that fits a mishap for the nth time is met by it. */
export const isDue = ({ nth }: Mishap, count: number): boolean =>
  nth === undefined || (typeof nth === "number" ? nth === count : nth.includes(count))
