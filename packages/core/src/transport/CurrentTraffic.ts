import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/**
 * Bytes of a file that were transferred: a result is received, an archive of rows is sent.
 *
 * **Example** (In one line)
 *
 * ```ts
 * import type { Progress } from "@zoho-bulk/core"
 *
 * export const line = ({ direction, of, soFar }: Progress.Traffic): string =>
 *   `${direction}: ${soFar} bytes${of === undefined ? "" : ` of ${of}`}`
 * ```
 *
 * @category models
 */
export interface Traffic {
  /** Which way they went. */
  readonly direction: "received" | "sent"
  /**
   *  How many bytes there were just now.
   */
  readonly bytes: number
  /** How many bytes of the file have been transferred in this try so far. */
  readonly soFar: number
  /** How many bytes the file has in all, if known beforehand. */
  readonly of?: number
  /**
   *  The id of the job whose result is received.
   */
  readonly jobId?: string
  /**
   *  Which part of an import is sent, such as `part 7`.
   */
  readonly part?: string
}

/**
 * Receives the traffic of files piece by piece: results that are downloaded, archives that are uploaded. Each try
 * counts. By default nobody listens, and nothing is counted.
 *
 * **Example** (Progress for everyone who downloads)
 *
 * ```ts
 * import { Progress } from "@zoho-bulk/core"
 * import { Effect, Layer } from "effect"
 *
 * export const shown = Layer.succeed(Progress.CurrentTraffic, ({ direction, soFar }) =>
 *   Effect.logDebug(`${direction}: ${soFar} bytes`),
 * )
 * ```
 *
 * @category configuration
 */
export const CurrentTraffic = Context.Reference<((traffic: Traffic) => Effect.Effect<void>) | undefined>(
  "@zoho-bulk/core/transport/CurrentTraffic",
  { defaultValue: () => undefined },
)

/** Passes the bytes of a file on, and reports them if somebody listens. */
export const tellTraffic =
  (about: Pick<Traffic, "direction" | "of" | "jobId">) =>
  <E, R>(pieces: Stream.Stream<Uint8Array, E, R>): Stream.Stream<Uint8Array, E, R> =>
    Stream.unwrap(
      Effect.map(CurrentTraffic, (tell) => {
        if (tell === undefined) return pieces
        let soFar = 0
        return Stream.tap(pieces, ({ byteLength: bytes }) => tell({ ...about, bytes, soFar: (soFar += bytes) }))
      }),
    )

/** Labels everything that is sent with its part of an import. */
export const sendingPart = (part: string): (<A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>) =>
  Effect.updateService(CurrentTraffic, (tell) =>
    tell === undefined ? undefined : (traffic) => tell({ ...traffic, part }),
  )
