import { amount, number } from "../domain/amount.ts"
import * as Schema from "effect/Schema"
import { Failure } from "./Failure.ts"

/**
 * The result of a job is not the expected archive of rows: it is broken, truncated, or does not match Zoho's details.
 * Another download may be intact.
 *
 * **Example** (Which result to look at)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const inWords = ({ jobId, problem }: Failure.ResultUnreadable): string =>
 *   `${jobId}.zip: ${problem}`
 * ```
 *
 * @category errors
 */
export class ResultUnreadable extends Failure<ResultUnreadable>()("ResultUnreadable", {
  /** The job whose result it is. */
  jobId: Schema.String,
  /** What is wrong with it, as the end of a sentence. */
  problem: Schema.String,
  /** Whether it may be intact, but in a format that this library does not read. */
  isUnsupported: Schema.optionalKey(Schema.Boolean),
}) {
  /** Another download may be intact, but its format stays the same. */
  readonly isRetryable: boolean = this.isUnsupported !== true

  get remedy(): string {
    return this.isUnsupported === true
      ? "It may be intact: keep the archive as is (download --format zip; in code downloadResult), and unpack it with another program."
      : "Download it again; if it is still broken, order the job again."
  }

  get summary(): string {
    return `The result of job ${this.jobId} cannot be read: ${this.problem}`
  }
}

/**
 * The result of a job has a different number of rows than Zoho counted.
 *
 * **Example** (How many rows are missing)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const missing = ({ expected, received }: Failure.ResultIncomplete): number =>
 *   expected - received
 * ```
 *
 * @category errors
 */
export class ResultIncomplete extends Failure<ResultIncomplete>()("ResultIncomplete", {
  /** The job whose result it is. */
  jobId: Schema.String,
  /** The number of rows that Zoho counted. */
  expected: Schema.Int,
  /** The number of rows received. */
  received: Schema.Int,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "Do not rely on these rows: order the job again, and tell Zoho if it happens again."
  }

  get summary(): string {
    const difference = Math.abs(this.expected - this.received)
    const what = this.received < this.expected ? "missing" : "too many"
    return `The result of job ${this.jobId} has ${amount(this.received, "row")}, but Zoho counted ${number(this.expected)}: ${number(difference)} ${what}`
  }
}

/**
 * The archive of a result is larger than `Limits` allow.
 *
 * **Example** (Whether a larger limit would do)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const isBomb = ({ limit }: Failure.ResultTooLarge): boolean => limit === "maxUnpackRatio"
 * ```
 *
 * @category errors
 */
export class ResultTooLarge extends Failure<ResultTooLarge>()("ResultTooLarge", {
  /** The job whose result it is. */
  jobId: Schema.String,
  /** The name of the limit, as in `Limits`. */
  limit: Schema.Literals(["maxArchiveEntries", "maxUnpackedBytes", "maxUnpackRatio", "maxRowSize", "maxUnjoinedSize"]),
  /** The limit's value: bytes, characters, files or times, as `Limits` says. */
  max: Schema.Number,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return `If the result is right, raise ${this.limit} above ${this.max}.`
  }

  get summary(): string {
    return `The result of job ${this.jobId} is larger than allowed: ${this.limit} is ${this.max}`
  }
}

/**
 * A row of a result does not fit the schema used to read it.
 *
 * **Example** (Say which row it was)
 *
 * ```ts
 * import { exportRecords, Values } from "@zoho-bulk/core"
 * import { Effect, Schema, Stream } from "effect"
 *
 * const Deal = Schema.Struct({ Amount: Values.required(Values.Number) })
 *
 * export const deals = exportRecords({ module: "Deals", fields: ["Amount"] }, Deal).pipe(
 *   Stream.tapError((failure) =>
 *     failure._tag === "RowNotDecodable" ? Effect.logError(`row ${failure.row}`) : Effect.void,
 *   ),
 * )
 * ```
 *
 * @category errors
 */
export class RowNotDecodable extends Failure<RowNotDecodable>()("RowNotDecodable", {
  /** The job whose result it is in; absent for the rows of an export, which has several jobs. */
  jobId: Schema.optionalKey(Schema.String),
  /** The module that is exported; absent for the rows of one job. */
  module: Schema.optionalKey(Schema.String),
  /** The number of the row, counted from 1, without the header. */
  row: Schema.Int,
  /** Which field does not fit, and why. */
  problem: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return this.problem.startsWith("Missing key")
      ? "Add the field to the exported fields, or leave it out of the schema."
      : "Widen the schema, or leave the field out of it."
  }

  get summary(): string {
    const whole = this.jobId === undefined ? `the export of ${this.module}` : `job ${this.jobId}`
    return `Row ${this.row} of ${whole} does not fit the schema: ${this.problem}`
  }
}
