import * as Context from "effect/Context"

/**
 * Every bound on a call; under a policy of the program's own, that policy decides how often it is tried. Times are in
 * milliseconds, sizes in bytes.
 *
 * **Example** (How long a call may take)
 *
 * ```ts
 * import type { Limits } from "@zoho-bulk/core"
 *
 * export const secondsOf = ({ callTimeout }: Limits.Limits): number => callTimeout / 1_000
 * ```
 *
 * @category configuration
 */
export interface Limits {
  /**
   * How long one try may take, from sending the request to the last byte of its answer, in
   * milliseconds.
   * Default: 10 seconds.
   */
  readonly tryTimeout: number
  /**
   * How long one call may take in all, with every try and every pause between them, in
   * milliseconds.
   * Default: 30 seconds.
   */
  readonly callTimeout: number
  /**
   * The maximum number of tries of one call, including the first, under `Retry.backoff`, which is the policy unless a
   * program brings its own: a policy of `Retry.withPolicy` counts for itself. Default: 5.
   */
  readonly maxTries: number
  /**
   * The first pause between tries, in milliseconds; each next one doubles, before jitter.
   * Default: 500.
   */
  readonly firstRetryDelay: number
  /** The longest pause between tries, before jitter, in milliseconds. Default: 8 seconds. */
  readonly maxRetryDelay: number
  /** The largest JSON answer, unpacked, in bytes. Default: 1 MiB. */
  readonly maxAnswerBytes: number
  /** How deep objects and arrays of a JSON answer may nest. Default: 64. */
  readonly maxAnswerDepth: number
  /**
   * The largest answer about an organisation, unpacked, in bytes: a module may have hundreds of fields, with thousands
   * of values to pick from. Default: 16 MiB.
   */
  readonly maxMetadataBytes: number
  /** How long known modules and fields of an organisation stay valid, in milliseconds. Default: 1 day. */
  readonly metadataLife: number
  /** How long a streamed body may be silent, in milliseconds. Default: 30 seconds. */
  readonly maxSilence: number
  /** The pause after the first look at a job, before jitter, in milliseconds. Default: 1 second. */
  readonly firstPollDelay: number
  /**
   * The longest pause between two looks at a job, before jitter, in milliseconds.
   * Default: 30 seconds.
   */
  readonly longestPollDelay: number
  /** How long to wait for a job in an unknown state, in milliseconds: it may have ended. Default: 1 day. */
  readonly unrecognizedStateWait: number
  /**
   * The maximum number of fields that one read job of an export names, at least 1; more are read by several jobs, whose
   * rows are joined. Default: 200, the most that Zoho accepts (a job that names more exports every field of the
   * module).
   */
  readonly maxReadFields: number
  /**
   * How much text may wait to be joined, in characters, if the fields of an export are read by several jobs: that of
   * rows which one job has returned and another has not. Default: 67,108,864.
   */
  readonly maxUnjoinedSize: number
  /** The maximum number of files in the archive of a result. Default: 64. */
  readonly maxArchiveEntries: number
  /** The maximum unpacked size of the archive of a result, in bytes. Default: 20 GiB. */
  readonly maxUnpackedBytes: number
  /**
   * How many times its own size an archive may unpack to, once that is past 10 MiB.
   * Default: 200.
   */
  readonly maxUnpackRatio: number
  /** The longest row of a CSV file, in characters. Default: 4,194,304. */
  readonly maxRowSize: number
  /**
   * How long it may take until a download begins, including every try and every wait for one of the ten downloads that
   * Zoho allows per minute, in milliseconds. Default: 5 minutes.
   */
  readonly downloadTimeout: number
  /** The largest download, in bytes. Default: 4 GiB. */
  readonly maxDownloadBytes: number
  /**
   * The minimum number of bytes that a download must bring for each second of waiting, not counting the first
   * `downloadTimeout`; 0 sets no minimum. Default: 4 KiB.
   */
  readonly leastDownloadRate: number
  /** How long one upload may take in all, in milliseconds. Default: 10 minutes. */
  readonly uploadTimeout: number
  /** The largest upload, in bytes. Default: 25 MiB, the most that Zoho accepts (bulk-write upload page). */
  readonly maxUploadBytes: number
  /** The maximum number of rows of one write job, without the header. Default: 25,000, as at Zoho (bulk-write page). */
  readonly maxUploadRows: number
  /**
   * The maximum number of calls under way at once for one organisation, of each sort: uploads, downloads, and all
   * others. Default: 5.
   */
  readonly maxConcurrency: number
  /** The maximum number of redirects followed within one try. Default: 3. */
  readonly maxRedirects: number
  /** How long before it expires an access token is renewed, in milliseconds. Default: 1 minute. */
  readonly renewTokenBefore: number
  /**
   * The maximum number of access tokens requested with one refresh token within `tokenRequestWindow`. Default: 10, as
   * at Zoho (Zoho's OAuth pages).
   */
  readonly maxTokenRequests: number
  /**
   * How long a request for a token is counted, in milliseconds.
   * Default: 10 minutes, as at Zoho (Zoho's OAuth pages).
   */
  readonly tokenRequestWindow: number
  /**
   * How long the accounts host is left alone after it asked to slow down without saying for how
   * long, in milliseconds.
   * Default: 10 minutes.
   */
  readonly tokenThrottledPause: number
  /**
   * How long the accounts host is left alone after it failed without saying for how long, in
   * milliseconds.
   * Default: 5 seconds.
   */
  readonly tokenFailingPause: number
}

/**
 * The limits used if none are given.
 *
 * **Example** (Twice the time for a slow line)
 *
 * ```ts
 * import { Limits } from "@zoho-bulk/core"
 *
 * export const patient = Limits.layer({ callTimeout: 2 * Limits.defaultLimits.callTimeout })
 * ```
 *
 * @category configuration
 */
export const defaultLimits: Limits = {
  tryTimeout: 10_000,
  callTimeout: 30_000,
  maxTries: 5,
  firstRetryDelay: 500,
  maxRetryDelay: 8_000,
  maxAnswerBytes: 1024 ** 2,
  maxAnswerDepth: 64,
  maxMetadataBytes: 16 * 1024 ** 2,
  metadataLife: 86_400_000,
  maxSilence: 30_000,
  firstPollDelay: 1_000,
  longestPollDelay: 30_000,
  unrecognizedStateWait: 86_400_000,
  maxReadFields: 200,
  maxUnjoinedSize: 64 * 1024 * 1024,
  maxArchiveEntries: 64,
  maxUnpackedBytes: 20 * 1024 ** 3,
  maxUnpackRatio: 200,
  maxRowSize: 4 * 1024 * 1024,
  downloadTimeout: 300_000,
  maxDownloadBytes: 4 * 1024 ** 3,
  leastDownloadRate: 4 * 1024,
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
