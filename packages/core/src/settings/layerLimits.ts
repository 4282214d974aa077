import * as ByteSize from "effect/ByteSize"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { readDuration } from "../domain/readDuration.ts"
import { describeValue } from "../failure/describeValue.ts"
import { didYouMean } from "../domain/didYouMean.ts"
import { type InvalidSettings, malformedSetting, unknownSetting } from "../failure/InvalidSettings.ts"
import { CurrentLimits, defaultLimits, type Limits } from "./Limits.ts"

type Kind = "time" | "size" | "count"

const kinds = {
  tryTimeout: "time",
  callTimeout: "time",
  maxTries: "count",
  firstRetryDelay: "time",
  maxRetryDelay: "time",
  maxAnswerBytes: "size",
  maxAnswerDepth: "count",
  maxMetadataBytes: "size",
  metadataLife: "time",
  maxSilence: "time",
  firstPollDelay: "time",
  longestPollDelay: "time",
  unrecognizedStateWait: "time",
  maxReadFields: "count",
  maxUnjoinedSize: "count",
  maxArchiveEntries: "count",
  maxUnpackedBytes: "size",
  maxUnpackRatio: "count",
  maxRowSize: "count",
  downloadTimeout: "time",
  maxDownloadBytes: "size",
  leastDownloadRate: "size",
  uploadTimeout: "time",
  maxUploadBytes: "size",
  maxUploadRows: "count",
  maxConcurrency: "count",
  maxRedirects: "count",
  renewTokenBefore: "time",
  maxTokenRequests: "count",
  tokenRequestWindow: "time",
  tokenThrottledPause: "time",
  tokenFailingPause: "time",
} as const satisfies Record<keyof Limits, Kind>

interface InputOf {
  /** A time such as `"2 minutes"`; a number is milliseconds. */
  readonly time: Duration.Input
  /** A size such as `"16 MiB"`; a number is bytes. */
  readonly size: ByteSize.Input
  /** A whole number. */
  readonly count: number
}

/**
 * Limits as set in code: times such as `"2 minutes"` (a number is milliseconds), sizes such as `"16 MiB"` (a number is
 * bytes), counts as numbers. Limits that are left out stay unchanged.
 *
 * **Example** (A slow line, and large answers)
 *
 * ```ts
 * import type { Limits } from "@zoho-bulk/core"
 *
 * export const options: Limits.LimitsOptions = {
 *   callTimeout: "2 minutes",
 *   maxAnswerBytes: "16 MiB",
 *   maxTries: 8,
 * }
 * ```
 *
 * @category configuration
 */
export type LimitsOptions = { readonly [K in keyof Limits]?: InputOf[(typeof kinds)[K]] | undefined }

/** Zero redirects are a valid limit; zero tries, or zero calls at once, are not. */
const leastOf = (key: keyof Limits): number => (key === "maxRedirects" ? 0 : 1)

/** What a limit must be, as the end of a sentence. */
const expected: { readonly [K in Kind]: (key: keyof Limits) => string } = {
  time: () => 'a duration such as "2 minutes", or a number of milliseconds',
  size: () => 'a size such as "16 MiB", or a number of bytes',
  count: (key) => `a whole number, ${leastOf(key)} or more`,
}

const readers: { readonly [K in Kind]: (input: unknown, key: keyof Limits) => Option.Option<number> } = {
  time: (input) => Option.map(readDuration(input), Duration.toMillis),
  size: (input) => Option.flatMap(ByteSize.fromInput(input as ByteSize.Input), ByteSize.toNumber),
  count: (input, key) =>
    Predicate.isNumber(input) && Number.isSafeInteger(input) && input >= leastOf(key)
      ? Option.some(input)
      : Option.none(),
}

const isLimit = (key: string): key is keyof Limits => Object.hasOwn(kinds, key)

const readOptions = Effect.fnUntraced(function* (
  options: LimitsOptions,
): Effect.fn.Return<Partial<Limits>, InvalidSettings> {
  if (!Predicate.isObject(options)) {
    return yield* malformedSetting("limits", `The limits are ${describeValue(options)}`, "Give an object of limits.")
  }
  const limits: Partial<Record<keyof Limits, number>> = {}
  for (const [key, input] of Object.entries(options)) {
    const known = Object.keys(kinds)
    if (!isLimit(key)) {
      const remedy = `${didYouMean(key, known)}The limits are ${known.join(", ")}.`
      return yield* unknownSetting(key, `${key} is not a limit`, remedy)
    }
    if (input === undefined) continue
    const value = readers[kinds[key]](input, key)
    if (Option.isNone(value)) {
      return yield* malformedSetting(
        key,
        `${key} is ${describeValue(input)}`,
        `It must be ${expected[kinds[key]](key)}.`,
      )
    }
    limits[key] = value.value
  }
  return limits
})

/**
 * Changes limits for a part of a program; those that are not named stay unchanged.
 *
 * Fails with `InvalidSettings` on a limit that does not exist, or on a value that is not a time, a size or a count.
 *
 * **Example** (More time for a slow line)
 *
 * ```ts
 * import { getJobDetails, Limits } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const patiently = getJobDetails({ kind: "read", id: "4150868000005376042" }).pipe(
 *   Effect.provide(Limits.layer({ callTimeout: "2 minutes", maxAnswerBytes: "16 MiB" })),
 * )
 * ```
 *
 * @category configuration
 */
export const layerLimits = (options: LimitsOptions): Layer.Layer<never, InvalidSettings> =>
  Layer.effect(
    CurrentLimits,
    Effect.gen(function* () {
      return { ...defaultLimits, ...(yield* CurrentLimits), ...(yield* readOptions(options)) }
    }),
  )
