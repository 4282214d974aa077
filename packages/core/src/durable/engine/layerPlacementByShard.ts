import * as Effect from "effect/Effect"
import * as EntityId from "effect/cluster/EntityId"
import * as Layer from "effect/Layer"
import * as Sharding from "effect/cluster/Sharding"
import { CurrentPlacement } from "./CurrentPlacement.ts"

const group = "default"

/**
 * Puts all journeys of an organisation on the shard of its name, so that one runner carries them: its limits are kept
 * there, in memory. The shard of an execution follows from its name alone, so a number is appended until the shard is
 * right.
 */
export const layerPlacementByShard: Layer.Layer<never, never, Sharding.Sharding> = Layer.effect(
  CurrentPlacement,
  Effect.map(Sharding.Sharding, (sharding) => {
    const shardOf = (name: string) => sharding.getShardId(EntityId.make(name), group)
    return {
      isHere: (organization) => sharding.hasShardId(shardOf(organization)),
      executionOf: (organization, execution) => {
        const wanted = shardOf(organization).id
        for (let salt = 0; ; salt++) {
          const name = `${execution}.${salt}`
          if (shardOf(name).id === wanted) return name
        }
      },
    }
  }),
)
