import * as Bytes from "effect/Bytes"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Sink from "effect/Sink"
import * as Stream from "effect/Stream"

/** The pieces that a stream begins with, and all of it, those pieces first. */
export interface Beginning<A, E> {
  readonly pieces: ReadonlyArray<A>
  readonly whole: Stream.Stream<A, E>
}

/**
 * Takes from a stream as many pieces as it takes until there is enough to decide by, or all of them: what is decided does not depend on how
 * slowly they come.
 */
export const beginningOf = <A, E, R>(
  stream: Stream.Stream<A, E, R>,
  isEnough: (piece: A) => boolean,
): Effect.Effect<Beginning<A, E>, E, R | Scope.Scope> =>
  Effect.gen(function* () {
    const pieces: Array<A> = []
    let isOpen = true
    const sink = Sink.reduceWhile(
      () => true,
      (goesOn: boolean) => goesOn,
      (_, piece: A) => {
        pieces.push(piece)
        isOpen = !isEnough(piece)
        return isOpen
      },
    )
    const [, rest] = yield* Stream.peel(stream, sink)
    return { pieces, whole: Stream.concat(Stream.fromIterable(pieces), rest) }
  })

/** Puts pieces of bytes one behind the other. */
export const joinedBytes = (pieces: ReadonlyArray<Uint8Array>): Uint8Array => Bytes.concat(pieces)
