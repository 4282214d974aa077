import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/**
 * Which way the bytes of a file go: a result is received, an archive of rows is sent.
 *
 * **Example** (An arrow for each)
 *
 * ```ts
 * import type { Progress } from "@zoho-bulk/core"
 *
 * export const arrow: Readonly<Record<Progress.TrafficDirection, string>> = { received: "↓", sent: "↑" }
 * ```
 *
 * @category models
 */
export type TrafficDirection = "received" | "sent"

/**
 * Is told of the bytes of files, piece by piece as they come and go: results that are downloaded, archives that are uploaded. Each try of an
 * upload counts. By default nobody is told, and nothing is counted.
 *
 * **Example** (All that was received)
 *
 * ```ts
 * import { Progress, streamResult } from "@zoho-bulk/core"
 * import { Effect, Stream } from "effect"
 *
 * export const receivedBy = (job: Parameters<typeof streamResult>[0]) =>
 *   Effect.suspend(() => {
 *     let received = 0
 *     return Stream.runDrain(streamResult(job)).pipe(
 *       Effect.map(() => received),
 *       Effect.provideService(Progress.CurrentTraffic, (direction, bytes) =>
 *         Effect.sync(() => void (received += direction === "received" ? bytes : 0)),
 *       ),
 *     )
 *   })
 * ```
 *
 * @category configuration
 */
export const CurrentTraffic = Context.Reference<
  ((direction: TrafficDirection, bytes: number) => Effect.Effect<void>) | undefined
>("@zoho-bulk/core/transport/CurrentTraffic", { defaultValue: () => undefined })

/** Passes the bytes of a file on, and tells of them where somebody listens. */
export const tellTraffic =
  (direction: TrafficDirection) =>
  <E, R>(bytes: Stream.Stream<Uint8Array, E, R>): Stream.Stream<Uint8Array, E, R> =>
    Stream.unwrap(
      Effect.map(CurrentTraffic, (tell) =>
        tell === undefined ? bytes : Stream.tap(bytes, ({ byteLength }) => tell(direction, byteLength)),
      ),
    )
