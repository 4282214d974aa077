import * as Effect from "effect/Effect"
import * as SqlClient from "effect/sql/SqlClient"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { patiently } from "../../sql/sqlFailed.ts"
import { JourneyState } from "../JourneyState.ts"
import { tableFailed } from "./JourneyRow.ts"

/**
 * Totals for the journeys of a store.
 *
 * **Example** (Whether the queue has stood still for ten minutes)
 *
 * ```ts
 * import type { JourneyCounts } from "@zoho-bulk/core/durable"
 *
 * export const stands = ({ queuedSince }: JourneyCounts, now: number): boolean =>
 *   queuedSince !== undefined && now - queuedSince > 10 * 60_000
 * ```
 *
 * @category models
 */
export interface JourneyCounts {
  /** How many there are in each state, including zeros; pruned journeys are not counted. */
  readonly byState: ReadonlyMap<JourneyState, number>
  /**
   * When the journey that has waited longest was queued, in milliseconds since the epoch; absent if none is waiting.
   */
  readonly queuedSince?: number
}

interface Counted {
  readonly state: string
  readonly count: number | string
  readonly since: number | string
}

/**
 * Counts the journeys of a store, and returns since when the queue has waited.
 *
 * **Example** (How many journeys need a word)
 *
 * ```ts
 * import { countJourneys } from "@zoho-bulk/core/durable"
 * import { Effect } from "effect"
 *
 * export const questions = () => Effect.map(countJourneys, ({ byState }) => byState.get("needs-a-word") ?? 0)
 * ```
 *
 * @category operations
 */
export const countJourneys: Effect.Effect<JourneyCounts, StorageFailed, SqlClient.SqlClient> = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const rows = yield* sql<Counted>`SELECT state, count(*) AS count, min(queued_at) AS since
    FROM zoho_bulk_journeys WHERE pruned_at IS NULL GROUP BY state`.pipe(patiently, Effect.mapError(tableFailed))
  const found = new Map(rows.map((row) => [row.state, row]))
  const queued = found.get("queued")
  return {
    byState: new Map(JourneyState.literals.map((state) => [state, Number(found.get(state)?.count ?? 0)])),
    ...(queued === undefined ? {} : { queuedSince: Number(queued.since) }),
  }
})
