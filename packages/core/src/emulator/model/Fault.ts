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
 * Something that goes wrong, as data: which requests it applies to, and what it does to them. A request matches if its
 * operation, method and path are the given ones; `nth` picks among the matching requests. A request meets only one
 * fault, the first that applies to it; another that applies too waits for the next matching request.
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
   * What it does; codes and texts are Zoho's own.
   *
   * - `throttled`: 429, with `retryAfter` if given
   * - `unauthorized`: 401 INVALID_TOKEN
   * - `failing`: 500 INTERNAL_ERROR
   * - `bad-gateway`: 502 with a page of HTML
   * - `reset`: the connection breaks before the answer; the request is not carried out
   * - `lost-reply`: the same, but the request is carried out
   * - `late`: the request is carried out and answered `millis` later
   * - `late-reply`: it is carried out immediately, and answered `millis` later
   * - `reset-in-body`: the connection breaks after `afterBytes` of the answer
   * - `slow-body`: the answer comes in pieces, one every `millis`
   * - `truncated`: the answer ends after `afterBytes`, as if it were complete
   * - `wrong-checksum`: an archive whose checksums do not match its content
   * - `job-fails`: the job that is created fails at its end
   * - `job-never-ends`: the job that is created stays in progress
   * - `job-takes`: the job that is created takes `millis`
   */
  readonly does: typeof Deed.Type
  /**
   *  The operation it applies to; `renewToken` is every request for a token. Default: all.
   */
  readonly operation?: OperationName | undefined
  /** The HTTP method it applies to, such as `GET`; case does not matter. Default: all. */
  readonly method?: string | undefined
  /** A part of the paths that it applies to, such as `/v7/`. Default: all. */
  readonly path?: string | undefined
  /** Which of the matching requests, counted from 1: a number, or a list of numbers. Default: all. */
  readonly nth?: number | ReadonlyArray<number> | undefined
  /** The `Retry-After` header of `throttled`, in seconds. Default: no such header. */
  readonly retryAfter?: number | undefined
  /** How many bytes of the answer arrive with `reset-in-body` and `truncated`. Default: 80. */
  readonly afterBytes?: number | undefined
  /**
   * The time for `late`, `late-reply`, `slow-body` and `job-takes`, in milliseconds. Default: 1,000, and for a job what
   * other jobs take.
   */
  readonly millis?: number | undefined
}

/**
 * The schema of a fault, as a JSON file has it. The type explains each key.
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

/** A request, as faults see it. */
export interface FaultTarget {
  readonly operation: string | undefined
  readonly method: string
  readonly path: string
}

/** Checks whether a fault applies to a request, whatever its `nth`. */
export const isAbout = (fault: Fault, target: FaultTarget): boolean =>
  (fault.operation === undefined || fault.operation === target.operation) &&
  (fault.method === undefined || fault.method.toUpperCase() === target.method) &&
  (fault.path === undefined || target.path.includes(fault.path))

/** Checks whether the request that matches a fault for the nth time meets it. */
export const isDue = ({ nth }: Fault, count: number): boolean =>
  nth === undefined || (typeof nth === "number" ? nth === count : nth.includes(count))
