import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

type Bytes = ReadableStream<Uint8Array>

/**
 * Compresses bytes as gzip, and decompresses them. Each runner provides its own, because the web's streams differ: one
 * of them loses all but the first of several compressed parts. Without it, files are neither compressed nor
 * decompressed.
 *
 * **Example** (With the web's streams)
 *
 * ```ts
 * import { Gzip } from "@zoho-bulk/core/runtime"
 * import { Effect } from "effect"
 *
 * type Piping = ReadableWritablePair<Uint8Array, Uint8Array>
 *
 * const pack = (bytes: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> =>
 *   bytes.pipeThrough(new CompressionStream("gzip") as Piping)
 *
 * const unpack = (packed: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> =>
 *   packed.pipeThrough(new DecompressionStream("gzip") as Piping)
 *
 * export const withGzip = Effect.provideService(Gzip, { pack, unpack })
 * ```
 *
 * @category services
 */
export class Gzip extends Context.Reference<
  | {
      /** Compresses bytes as they arrive. */
      readonly pack: (bytes: Bytes) => Bytes
      /** Decompresses bytes as they arrive; consecutive parts become one. */
      readonly unpack: (packed: Bytes) => Bytes
    }
  | undefined
>("@zoho-bulk/core/cli/Gzip", { defaultValue: () => undefined }) {}

/**
 * Passes bytes through a transformation. Their own failure stays the same; anything else means that they cannot be
 * transformed.
 */
export const through = <E, E2, R>(
  bytes: Stream.Stream<Uint8Array, E, R>,
  change: (bytes: Bytes) => Bytes,
  onError: (error: unknown) => E2,
): Stream.Stream<Uint8Array, E | E2, R> =>
  Stream.unwrap(
    Effect.map(Effect.context<R>(), (context) => {
      let failure: { readonly error: E } | undefined
      const noted = Stream.tapError(bytes, (error) => Effect.sync(() => void (failure = { error })))
      return Stream.fromReadableStream<Uint8Array, E | E2>({
        evaluate: () => change(Stream.toReadableStreamWith(noted, context)),
        onError: (error) => (failure === undefined ? onError(error) : failure.error),
      })
    }),
  )
