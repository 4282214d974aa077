import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import { format } from "effect/observability/PrometheusMetrics"
import { beginOutcomeCount } from "../../durable/carry/outcomeCount.ts"
import { countJourneys } from "../../durable/table/countJourneys.ts"

const gauge = (name: string, description: string): Metric.Gauge<number> =>
  Metric.gauge(`zoho_bulk_${name}`, { description })

const journeysInState = gauge("journeys", "Journeys of the store, by their state")
const waitingFor = gauge("queue_age_seconds", "How long the next journey has waited for its turn; 0 if none waits")

/** Looks at the table, and notes how many journeys there are in each state, and how long the queue is waiting. */
export const gaugeJourneys = Effect.gen(function* () {
  yield* beginOutcomeCount
  const { byState, queuedSince } = yield* countJourneys
  const now = yield* Clock.currentTimeMillis
  yield* Effect.forEach(
    byState,
    ([state, count]) => Metric.update(Metric.withAttributes(journeysInState, { state }), count),
    { discard: true },
  )
  yield* Metric.update(waitingFor, queuedSince === undefined ? 0 : Math.max(0, now - queuedSince) / 1_000)
})

/** What Prometheus reads: what is counted on this runner, and how the journeys of the store are now. */
export const metricsPage = Effect.andThen(gaugeJourneys, format())
