import * as Schema from "effect/Schema"

/**
 * The state of a journey: waiting for its turn, under way, waiting for a person's word on an order of unknown outcome,
 * or over.
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

/** Checks whether a journey is over. */
export const isOver = (state: JourneyState): boolean => statesOver.includes(state)

/**
 * Why a journey failed: what `--json` writes for a failure, without anything that Zoho said about data.
 *
 * **Example** (In one line)
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
  /** Zoho's code, if it sent one. */
  code: Schema.NullOr(Schema.String),
  /** The HTTP status of Zoho's answer, if there was one. */
  httpStatus: Schema.NullOr(Schema.Int),
  /** What happened, in one line. */
  message: Schema.String,
  /** What the reader can do about it. */
  remedy: Schema.String,
})

/** @category models */
export type FailureDocument = typeof FailureDocument.Type

/**
 * An order whose outcome a person must resolve.
 *
 * **Example** (The question)
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
  /** Its number among the journey's questions, counted from 1. */
  number: Schema.Int,
  /** The module whose copy it is about, for mirrors. */
  module: Schema.optionalKey(Schema.String),
  /** Which of the journey's jobs it is about, such as `page 2`. */
  part: Schema.String,
  /** When the order was sent, in milliseconds since the epoch. */
  sentAt: Schema.Number,
  /** Why its outcome is not known. */
  message: Schema.String,
  /** The job that it created, if only that is known. */
  jobId: Schema.optionalKey(Schema.String),
})

/** @category models */
export type OpenOrder = typeof OpenOrder.Type

/**
 * The progress of a journey so far.
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
  /** Rows exported, or outcomes received. */
  rows: Schema.Int,
  /** The part that it last worked on, such as `page 2`. */
  part: Schema.optionalKey(Schema.String),
  /** The state of the job that it last worked on. */
  jobState: Schema.optionalKey(Schema.String),
  /** Why it waits and tries again, such as that Zoho cannot be reached; absent as soon as it goes on. */
  waits: Schema.optionalKey(Schema.String),
})

/** @category models */
export type JourneyProgress = typeof JourneyProgress.Type
