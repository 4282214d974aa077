import * as Schema from "effect/Schema"

/**
 * How far a journey is: it waits for its turn, is under way, waits for a person's word on an order of unknown outcome, or is over.
 *
 * **Example** (Whether somebody should look)
 *
 * ```ts
 * import type { JourneyState } from "@zoho-bulk/core/durable"
 *
 * export const concernsSomebody = (state: JourneyState): boolean => state === "needs-a-word" || state === "failed"
 * ```
 *
 * @category models
 */
export const JourneyState = Schema.Literals(["queued", "running", "needs-a-word", "completed", "failed", "cancelled"])

/** @category models */
export type JourneyState = typeof JourneyState.Type

/** The states in which nobody works on a journey any more, and nobody will unless it is submitted again. */
export const statesOver: ReadonlyArray<JourneyState> = ["completed", "failed", "cancelled"]

/** Tells whether a journey is over. */
export const isOver = (state: JourneyState): boolean => statesOver.includes(state)

/**
 * Why a journey failed: what `--json` writes of a failure, without what Zoho said of data.
 *
 * **Example** (A line for it)
 *
 * ```ts
 * import type { FailureDocument } from "@zoho-bulk/core/durable"
 *
 * export const line = ({ error, message, remedy }: FailureDocument): string => `${error}: ${message}. ${remedy}`
 * ```
 *
 * @category models
 */
export const FailureDocument = Schema.Struct({
  /** The tag of the failure, such as `JobFailed`. */
  error: Schema.String,
  /** Zoho's code, where it gave one. */
  code: Schema.NullOr(Schema.String),
  /** The status of Zoho's answer, where there was one. */
  httpStatus: Schema.NullOr(Schema.Int),
  /** What happened, in one line. */
  message: Schema.String,
  /** What the reader can do about it. */
  remedy: Schema.String,
})

/** @category models */
export type FailureDocument = typeof FailureDocument.Type

/**
 * An order whose outcome a person has to tell.
 *
 * **Example** (What is asked)
 *
 * ```ts
 * import type { OpenOrder } from "@zoho-bulk/core/durable"
 *
 * export const question = ({ part, sentAt }: OpenOrder): string =>
 *   `Is there a job for ${part}, made at about ${new Date(sentAt).toISOString()}?`
 * ```
 *
 * @category models
 */
export const OpenOrder = Schema.Struct({
  /** The how-manieth question of the journey it is, counted from 1. */
  number: Schema.Int,
  /** The module whose copy it is about, for mirrors. */
  module: Schema.optionalKey(Schema.String),
  /** Which of the journey's jobs it is about, such as `page 2`. */
  part: Schema.String,
  /** When the order went out, in milliseconds since the epoch. */
  sentAt: Schema.Number,
  /** Why it is not known. */
  message: Schema.String,
  /** The job that it has made, where that alone is known. */
  jobId: Schema.optionalKey(Schema.String),
})

/** @category models */
export type OpenOrder = typeof OpenOrder.Type

/**
 * What has been done so far.
 *
 * **Example** (In words)
 *
 * ```ts
 * import type { JourneyProgress } from "@zoho-bulk/core/durable"
 *
 * export const inWords = ({ part = "begins", rows }: JourneyProgress): string => `${part}, ${rows} rows`
 * ```
 *
 * @category models
 */
export const JourneyProgress = Schema.Struct({
  /** Rows that have gone out, or outcomes that have come. */
  rows: Schema.Int,
  /** What it was at last, such as `page 2`. */
  part: Schema.optionalKey(Schema.String),
  /** How far the job is that it was at last. */
  jobState: Schema.optionalKey(Schema.String),
})

/** @category models */
export type JourneyProgress = typeof JourneyProgress.Type
