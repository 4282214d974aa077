import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"

/** How many calls of Zoho were counted so far. */
export const requests: Effect.Effect<number> = Effect.map(Metric.snapshot, (snapshot) =>
  snapshot
    .filter(({ id }) => id === "zoho_bulk_calls")
    .reduce((sum, { state }) => sum + ("count" in state ? Number(state.count) : 0), 0),
)
