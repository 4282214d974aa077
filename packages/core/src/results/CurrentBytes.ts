import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/** Bytes that are on their way: how many of them so far, in this try. */
export type Moving =
  | { readonly _tag: "downloading"; readonly jobId: string; readonly bytes: number }
  | { readonly _tag: "uploading"; readonly part: string; readonly bytes: number; readonly of: number }

/** Is told of bytes as they come and go; by default nobody is. */
export const CurrentBytes = Context.Reference<(moving: Moving) => Effect.Effect<void>>(
  "@zoho-bulk/core/results/CurrentBytes",
  { defaultValue: () => () => Effect.void },
)

/** Tells of the bytes of a stream as they pass. */
export const metered =
  (moving: (bytes: number) => Moving) =>
  <E, R>(pieces: Stream.Stream<Uint8Array, E, R>): Stream.Stream<Uint8Array, E, R> =>
    Stream.unwrap(
      Effect.map(CurrentBytes, (listen) => {
        let bytes = 0
        return Stream.tap(pieces, (piece) => listen(moving((bytes += piece.byteLength))))
      }),
    )
