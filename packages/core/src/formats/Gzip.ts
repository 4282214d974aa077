import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

type Bytes = ReadableStream<Uint8Array>

/**
 * Packs bytes as gzip, and unpacks them. Each runner brings its own, since the web's streams differ in what they take: one of them loses all but
 * the first of several packed parts. Without it, files are neither packed nor unpacked.
 *
 * **Example** (By the web's streams)
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
      /** Packs bytes as they come. */
      readonly pack: (bytes: Bytes) => Bytes
      /** Unpacks bytes as they come; parts that follow each other are one. */
      readonly unpack: (packed: Bytes) => Bytes
    }
  | undefined
>("@zoho-bulk/core/cli/Gzip", { defaultValue: () => undefined }) {}

/** Leads bytes through what changes them. Their own failure stays what it was; all else is that they cannot be changed. */
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
