import * as Context from "effect/Context"

/** Every bound that a call has. Times are in milliseconds, sizes in bytes. */
export interface Limits {
  /** One try: from sending the request to the last byte of its answer. */
  readonly tryTimeout: number
  /** One call in all: every try and every pause between them. */
  readonly callTimeout: number
  /** Tries of one call, the first included. */
  readonly maxTries: number
  /** The first pause between tries; each next one doubles, before jitter. */
  readonly firstRetryDelay: number
  /** The longest pause between tries, before jitter. */
  readonly maxRetryDelay: number
  /** A JSON answer, unpacked. */
  readonly maxAnswerBytes: number
  /** How deep objects and arrays of a JSON answer may nest. */
  readonly maxAnswerDepth: number
  /** How long a body that is read as it comes may be silent. */
  readonly maxSilence: number
  /** The pause after the first look at a job, and the longest one. */
  readonly firstPollDelay: number
  readonly longestPollDelay: number
  /** Files in a result archive, their size unpacked, and how much larger than the archive that may be once it is past 10 MiB. */
  readonly maxArchiveEntries: number
  readonly maxUnpackedBytes: number
  readonly maxUnpackRatio: number
  /** One row of a CSV file, in characters. */
  readonly maxRowSize: number
  /** Until a download begins: every try, and every wait for one of the ten that Zoho gives in a minute. */
  readonly downloadTimeout: number
  /** One upload in all. */
  readonly uploadTimeout: number
  /** The most that Zoho takes in one upload (bulk-write upload page). */
  readonly maxUploadBytes: number
  /** The most rows that Zoho takes in one write job (bulk-write page). */
  readonly maxUploadRows: number
  /** Calls at once for one organisation. */
  readonly maxConcurrency: number
  /** Redirects followed within one try. */
  readonly maxRedirects: number
  /** How long before its end an access token is renewed. */
  readonly renewTokenBefore: number
  /** Access tokens that Zoho gives for one refresh token within a window, and how long that is (Zoho's OAuth pages). */
  readonly maxTokenRequests: number
  readonly tokenRequestWindow: number
  /** How long the accounts host is left alone after it asked to slow down, or failed, without saying for how long. */
  readonly tokenThrottledPause: number
  readonly tokenFailingPause: number
}

/** The limits used where none are given. */
export const defaultLimits: Limits = {
  tryTimeout: 10_000,
  callTimeout: 30_000,
  maxTries: 5,
  firstRetryDelay: 500,
  maxRetryDelay: 8_000,
  maxAnswerBytes: 8 * 1024 * 1024,
  maxAnswerDepth: 64,
  maxSilence: 30_000,
  firstPollDelay: 1_000,
  longestPollDelay: 30_000,
  maxArchiveEntries: 64,
  maxUnpackedBytes: 20 * 1024 ** 3,
  maxUnpackRatio: 200,
  maxRowSize: 4 * 1024 * 1024,
  downloadTimeout: 300_000,
  uploadTimeout: 600_000,
  maxUploadBytes: 25 * 1024 * 1024,
  maxUploadRows: 25_000,
  maxConcurrency: 5,
  maxRedirects: 3,
  renewTokenBefore: 60_000,
  maxTokenRequests: 10,
  tokenRequestWindow: 600_000,
  tokenThrottledPause: 600_000,
  tokenFailingPause: 5_000,
}

/**
 * The limits in force; `Limits.layer` changes some of them for a part of a program.
 *
 * **Example** (How long a call may take)
 *
 * ```ts
 * import { Limits } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const timeout = Effect.map(Limits.CurrentLimits, ({ callTimeout }) => `${callTimeout} ms`)
 * ```
 *
 * @category configuration
 */
export const CurrentLimits = Context.Reference<Limits>("@zoho-bulk/core/domain/CurrentLimits", {
  defaultValue: () => defaultLimits,
})
