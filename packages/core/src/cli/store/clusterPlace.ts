import * as Effect from "effect/Effect"
import { type ClusterPlace, placeInCluster } from "../../durable/engine/placeInCluster.ts"
import type { InvalidSettings } from "../../failure/InvalidSettings.ts"
import { UsageError } from "../failure/UsageError.ts"
import type { ClusterFlags } from "../flags/clusterFlags.ts"
import type { StoreInDatabase, StoreMeant } from "./storeMeant.ts"

/** Where the first runner of a machine is, unless somebody says otherwise. */
const usualPlace = "127.0.0.1:34431"

const names = { listen: "--cluster", announce: "--announce", insist: "--insecure-listen" }

/** Where a runner is among those of its database. */
export const clusterPlace = Effect.fnUntraced(function* (
  { isHere, shown }: Pick<StoreInDatabase, "isHere" | "shown">,
  { announce, cluster, insecureListen }: ClusterFlags,
): Effect.fn.Return<ClusterPlace, InvalidSettings | UsageError> {
  const place = { listen: cluster ?? usualPlace, announce, insecureListen }
  const found = yield* Effect.fromResult(placeInCluster(place, names))
  if (isHere || !found.isHere) return place
  // Each machine has that address: of two runners, each would take the other's journeys for its own.
  return yield* new UsageError({
    problem: `Runners on other machines use ${shown} too, and could not reach this one on ${announce ?? place.listen}`,
    remedy:
      "Name a private address of this machine with --cluster, as in 10.0.0.7:34431, or the address where they reach it with --announce.",
  })
})

/** A runner of a file has none beside it. */
export const refuseCluster = Effect.fnUntraced(function* ({
  announce,
  cluster,
  insecureListen,
}: ClusterFlags): Effect.fn.Return<void, UsageError> {
  if (announce === undefined && cluster === undefined && !insecureListen) return
  return yield* new UsageError({
    problem: "A store in a file has one runner, but these flags are for several",
    remedy: "Leave --cluster, --announce and --insecure-listen out, or name a database that runners share.",
  })
})

/** Where a runner listens for others, as Deno has to allow it; it speaks to all of them. */
export const listensOf = Effect.fnUntraced(function* (store: StoreMeant, cluster: ClusterFlags) {
  if (store._tag === "file") {
    yield* refuseCluster(cluster)
    return []
  }
  return [(yield* clusterPlace(store, cluster)).listen]
})
