import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/** Writes a piece, and tells whether anybody reads it. */
export type WritePiece<E> = (piece: Uint8Array) => Effect.Effect<boolean, E>

/**
 * What happens to bytes whose reader has gone away (`| head`). Rows that nobody reads need not be made, so they `stop`;
 * a report continues unwritten, because the work that it describes must reach its end.
 */
export type WhenUnread = "stop" | "go on"

/** Hands bytes to their reader as they come, and tells whether they were read to their end. */
export const pour = <E, R, E2>(
  bytes: Stream.Stream<Uint8Array, E, R>,
  write: WritePiece<E2>,
  whenUnread: WhenUnread = "stop",
): Effect.Effect<boolean, E | E2, R> =>
  Effect.suspend(() => {
    let isRead = true
    const pouring = Stream.runForEachWhile(bytes, (piece) =>
      isRead
        ? Effect.map(write(piece), (taken) => {
            isRead = taken
            return taken || whenUnread === "go on"
          })
        : Effect.succeed(true),
    )
    return Effect.map(pouring, () => isRead)
  })
