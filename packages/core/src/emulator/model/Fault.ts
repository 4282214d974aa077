import * as Schema from "effect/Schema"
import { OperationName } from "../../wire/Operation.ts"

const count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))
const amount = Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0))

const Deed = Schema.Literals([
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
])

/**
 * Something that goes wrong, as data: which requests it meets, and what it does to them. A request is met when it fits
 * `operation`, `method` and `path`, as far as they are given, and its number is among `nth`.
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
export interface Fault {
  /**
   * What is done; codes and texts are Zoho's own.
   *
   * - `throttled`: 429, with `retryAfter` where given
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
   * - `job-takes`: it takes `millis`; without them, as long as other jobs
   */
  readonly does: typeof Deed.Type
  /** The operation that it meets; `renewToken` is every request for a token. All, by default. */
  readonly operation?: OperationName | undefined
  /** The method that it meets, such as `GET`, in either case. All, by default. */
  readonly method?: string | undefined
  /** A part of the path that it meets, such as `/v7/`. All, by default. */
  readonly path?: string | undefined
  /** Which of the requests that fit, counted from 1: one, or a list of some. All, by default. */
  readonly nth?: number | ReadonlyArray<number> | undefined
  /** The `Retry-After` of `throttled`, in seconds. There is none by default. */
  readonly retryAfter?: number | undefined
  /** How many bytes of an answer arrive, of `reset-in-body` and `truncated`: 80 by default. */
  readonly afterBytes?: number | undefined
  /** How long it takes, of `late`, `late-reply`, `slow-body` and `job-takes`, in milliseconds: 1,000 by default, and for a job as long as for others. */
  readonly millis?: number | undefined
}

/**
 * The schema of a fault, as a file of JSON has it. The type says what each key means.
 *
 * **Example** (Faults from a text)
 *
 * ```ts
 * import { Fault } from "@zoho-bulk/core/emulator"
 * import { Schema } from "effect"
 *
 * const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.Array(Fault)))
 *
 * export const faults = decode('[{ "operation": "getReadJob", "nth": 1, "does": "throttled" }]')
 * ```
 *
 * @category testing
 */
export const Fault = Schema.Struct({
  does: Deed,
  operation: Schema.optional(OperationName),
  method: Schema.optional(Schema.String.check(Schema.isPattern(/^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/i))),
  path: Schema.optional(Schema.NonEmptyString),
  nth: Schema.optional(Schema.Union([count, Schema.Array(count).check(Schema.isMinLength(1))])),
  retryAfter: Schema.optional(amount),
  afterBytes: Schema.optional(amount),
  millis: Schema.optional(amount),
} satisfies { readonly [K in keyof Fault]-?: Schema.Schema<Fault[K]> })

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
