/**
 * What journeys do and what calls wait for, as it happens; and metrics.
 *
 * **Example** (Both in the log)
 *
 * ```ts
 * import * as Progress from "@zoho-bulk/core/Progress"
 * import { Effect, Layer } from "effect"
 *
 * export const logged = Layer.merge(
 *   Layer.succeed(Progress.CurrentProgress, (event) => Effect.logInfo(event._tag)),
 *   Layer.succeed(Progress.CurrentWaitListener, (what, millis) => Effect.logInfo(what, millis)),
 * )
 * ```
 */
export { type CallClass, CurrentWaitListener } from "../connection/RateGate.ts"
export { CurrentTraffic, type Traffic } from "../transport/CurrentTraffic.ts"
export { CurrentProgress, type ProgressEvent } from "../transfer/journey/Progress.ts"
export { layerMetrics } from "../transfer/metrics/layerMetrics.ts"
