import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { readDuration } from "../../domain/readDuration.ts"
import { describeValue } from "../../failure/describeValue.ts"
import { didYouMean } from "../../domain/didYouMean.ts"
import { type InvalidSettings, malformedSetting, unknownSetting } from "../../failure/InvalidSettings.ts"

/**
 * Options for a cache of metadata. All keys are optional.
 *
 * **Example** (A day that ends at lunch)
 *
 * ```ts
 * import type { Metadata } from "@zoho-bulk/core"
 *
 * export const options: Metadata.CacheOptions = { timeToLive: "4 hours" }
 * ```
 *
 * @category configuration
 */
export interface CacheOptions {
  /**
   * How long an answer stays valid, such as `"1 hour"`; a number is milliseconds. By default a day: `metadataLife` of
   * the limits.
   */
  readonly timeToLive?: Duration.Input | undefined
}

/** Reads how long answers stay valid, in milliseconds. Programs without types may misspell it. */
export const lifeOf = Effect.fnUntraced(function* (
  options: CacheOptions,
): Effect.fn.Return<number | undefined, InvalidSettings> {
  const remedy = 'Give { timeToLive: "1 hour" }, or leave it out.'
  if (!Predicate.isObject(options)) {
    return yield* malformedSetting("options", `The options object is ${describeValue(options)}`, remedy)
  }
  const other = Object.keys(options).find((key) => key !== "timeToLive")
  if (other !== undefined) {
    const problem = `${other} is not an option of the cache`
    return yield* unknownSetting(other, problem, `${didYouMean(other, ["timeToLive"])}${remedy}`)
  }
  const { timeToLive } = options
  if (timeToLive === undefined) return undefined
  const life = Option.map(readDuration(timeToLive), Duration.toMillis)
  return Option.isSome(life)
    ? life.value
    : yield* malformedSetting("timeToLive", `timeToLive is ${describeValue(timeToLive)}`, remedy)
})
