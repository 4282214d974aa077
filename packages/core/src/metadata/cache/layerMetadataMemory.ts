import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { InvalidSettings } from "../../failure/InvalidSettings.ts"
import { type CacheOptions, lifeOf } from "./CacheOptions.ts"
import { type KeptAnswer, MetadataCache } from "./MetadataCache.ts"

/**
 * Remembers what is known about organisations in memory, for all connections that share this layer, including later
 * ones.
 *
 * **Example** (An hour for all connections of a server)
 *
 * ```ts
 * import { Metadata } from "@zoho-bulk/core"
 *
 * export const cache = () => Metadata.layerMemory({ timeToLive: "1 hour" })
 * ```
 *
 * @category layers
 */
export const layerMetadataMemory = (options: CacheOptions = {}): Layer.Layer<never, InvalidSettings> =>
  Layer.effect(
    MetadataCache,
    Effect.map(lifeOf(options), (timeToLive) => {
      const kept = new Map<string, KeptAnswer>()
      const keyOf = (organization: string, question: string): string => `${organization}.${question}`
      return {
        timeToLive,
        get: (organization: string, question: string) => Effect.sync(() => kept.get(keyOf(organization, question))),
        set: (organization: string, question: string, answer: KeptAnswer) =>
          Effect.sync(() => void kept.set(keyOf(organization, question), answer)),
      }
    }),
  )
