import * as Schema from "effect/Schema"
import { OperationName } from "../../wire/Operation.ts"

const count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))
const amount = Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0))

/**
 * Something that goes wrong, as data: which requests it meets, and what it does to them. Codes and texts are Zoho's own.
 *
 * **Details**
 *
 * A request is met when it fits `operation`, `method` and `path` (a part of it), as far as they are given; `nth` counts the
 * requests that fit, from 1, and without it all of them are met. `renewToken` is every request for a token. What is done:
 *
 * - `throttled`: 429, with `retryAfter` seconds where given
 * - `unauthorized`: 401 INVALID_TOKEN
 * - `failing`: 500 INTERNAL_ERROR
 * - `bad-gateway`: 502 with a page of HTML
 * - `reset`: the connection breaks before an answer; what was asked for is not done
 * - `lost-reply`: the same, but what was asked for is done
 * - `late`: nothing is done until `millis` have passed, a second by default
 * - `late-reply`: it is done at once, and the answer comes `millis` later, a second by default
 * - `reset-in-body`: the connection breaks after `afterBytes` of the answer, 80 by default
 * - `slow-body`: the answer comes in pieces, one every `millis`, a second by default
 * - `truncated`: the answer ends after `afterBytes`, 80 by default, as if it were whole
 * - `wrong-checksum`: an archive whose checksums do not fit what is in it
 * - `job-fails`: the job that is created fails at its end
 * - `job-never-ends`: it stays in progress
 * - `job-takes`: it takes `millis`; without them, as long as other jobs
 *
 * **Example** (The second look at a job is throttled for a minute)
 *
 * ```ts
 * import type { Fault } from "@zoho-bulk/core/emulator"
 *
 * export const throttled: Fault = { operation: "getReadJob", nth: 2, does: "throttled", retryAfter: 60 }
 * ```
 *
 * @category testing
 */
export const Fault = Schema.Struct({
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
  operation: Schema.optional(OperationName),
  method: Schema.optional(Schema.String.check(Schema.isPattern(/^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/i))),
  path: Schema.optional(Schema.NonEmptyString),
  nth: Schema.optional(Schema.Union([count, Schema.Array(count).check(Schema.isMinLength(1))])),
  retryAfter: Schema.optional(amount),
  afterBytes: Schema.optional(amount),
  millis: Schema.optional(amount),
})

/** @category testing */
export type Fault = typeof Fault.Type

/** What a request is, as far as faults look at it. */
export interface FaultTarget {
  readonly operation: string | undefined
  readonly method: string
  readonly path: string
}

/** Tells whether a fault is about a request, whichever of them it is. */
export const isAbout = (fault: Fault, target: FaultTarget): boolean =>
  (fault.operation === undefined || fault.operation === target.operation) &&
  (fault.method === undefined || fault.method.toUpperCase() === target.method) &&
  (fault.path === undefined || target.path.includes(fault.path))

/** Tells whether the request that fits a fault for the nth time is met by it. */
export const isDue = ({ nth }: Fault, count: number): boolean =>
  nth === undefined || (typeof nth === "number" ? nth === count : nth.includes(count))
