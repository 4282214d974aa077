import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Metric from "effect/Metric"
import { CurrentWaitListener } from "../../connection/RateGate.ts"
import { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { isTerminal } from "../../domain/JobState.ts"
import { CurrentTraffic } from "../../transport/CurrentTraffic.ts"
import { CurrentProgress, type ProgressEvent } from "../journey/Progress.ts"
import { meteredConnection } from "./meteredConnection.ts"
import { byteCount, jobCount, rowCount, throttledMillis } from "./metrics.ts"

const count = (metric: Metric.Counter<number>, by: number, attributes: Readonly<Record<string, string>>) =>
  Metric.update(Metric.withAttributes(metric, attributes), by)

const countEvent = (event: ProgressEvent): Effect.Effect<void> => {
  switch (event._tag) {
    case "ordered":
      return count(jobCount, 1, { kind: event.kind, state: "ordered" })
    case "looked":
      return isTerminal(event.state) ? count(jobCount, 1, { kind: event.kind, state: event.state }) : Effect.void
    case "flowed":
      return count(rowCount, event.rows, { kind: event.kind })
    default:
      return Effect.void
  }
}

/**
 * Counts what goes through a connection: calls, retries, API credits, jobs, rows, bytes, and the time spent waiting
 * because Zoho allows no more.
 *
 * **When to use**
 *
 * Put it around a connection if something reads metrics: an exporter of `effect/observability`, or `Metric.snapshot`.
 * Without it nothing is counted, and counting costs nothing.
 *
 * **Details**
 *
 * All are counters whose names begin with `zoho_bulk_`:
 *
 * | name               | unit         | attributes             | what is counted                                          |
 * | ------------------ | ------------ | ---------------------- | -------------------------------------------------------- |
 * | `calls`            |              | `operation`, `outcome` | calls; the outcome is `ok`, the tag of a failure, or `interrupted` |
 * | `retries`          |              | `operation`            | tries beyond the first of a call                         |
 * | `credits`          | API credits  | `operation`            | what was spent, by the known price of each operation     |
 * | `throttled_millis` | milliseconds | `class`                | waits of more than a second for Zoho's sake              |
 * | `jobs`             |              | `kind`, `state`        | jobs that journeys ordered, and those that were seen to end |
 * | `rows`             |              | `kind`                 | rows read, and outcomes of rows written                  |
 * | `bytes`            | bytes        | `direction`            | results `received`, archives `sent`                      |
 *
 * A listener of `CurrentProgress`, `CurrentWaitListener` or `CurrentTraffic` that is in force when the layer is built
 * still receives everything. A listener closer to a journey receives the events instead, and what those three report is
 * then not counted.
 *
 * **Example** (A page for Prometheus)
 *
 * ```ts
 * import { layerMetrics } from "@zoho-bulk/core/Progress"
 * import { layerFromEnvironment } from "@zoho-bulk/node-runner"
 * import { Layer } from "effect"
 * import { format } from "effect/observability/PrometheusMetrics"
 *
 * export const metered = layerMetrics.pipe(Layer.provide(layerFromEnvironment))
 *
 * export const page = format()
 * ```
 *
 * @category layers
 */
export const layerMetrics: Layer.Layer<ZohoConnection, never, ZohoConnection> = Layer.effectContext(
  Effect.gen(function* () {
    const connection = yield* ZohoConnection
    const progress = yield* CurrentProgress
    const waits = yield* CurrentWaitListener
    const traffic = yield* CurrentTraffic
    return Context.make(ZohoConnection, meteredConnection(connection)).pipe(
      Context.add(CurrentProgress, (event) => Effect.andThen(countEvent(event), progress(event))),
      Context.add(CurrentWaitListener, (callClass, millis) =>
        Effect.andThen(count(throttledMillis, millis, { class: callClass }), waits(callClass, millis)),
      ),
      Context.add(CurrentTraffic, (moved) =>
        Effect.andThen(
          count(byteCount, moved.bytes, { direction: moved.direction }),
          traffic === undefined ? Effect.void : traffic(moved),
        ),
      ),
    )
  }),
)
