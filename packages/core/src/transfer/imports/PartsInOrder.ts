import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type { ImportFailure } from "./ImportRequest.ts"

/** Lets a part go to Zoho when no earlier one that has a key of it is under way: of two rows for one record, the later one has the last word. */
export interface PartsInOrder {
  /** Lines a part up. Parts have to come one after the other. */
  readonly lineUp: (part: number) => Effect.Effect<void>
  /**
   * Waits for the earlier parts that share a key with this one. Returns whether all of them were written, so that it
   * may go.
   */
  readonly awaitTurn: (part: number) => Effect.Effect<boolean, ImportFailure>
  /** Lets go of a part that was written. One that was not stays in the way of those that have a key of it. */
  readonly leave: (part: number, isWritten: boolean) => Effect.Effect<void>
}

interface Place {
  /** The keys of its rows, as numbers. */
  readonly keys: Effect.Effect<ReadonlySet<number>, ImportFailure>
  readonly isWritten: Deferred.Deferred<boolean>
}

/** Lines parts up by the keys of their rows, which are read where two parts meet, and held no longer than their part is in the line. */
export const makePartsInOrder = (
  keysOf: (part: number) => Effect.Effect<ReadonlySet<number>, ImportFailure>,
): PartsInOrder => {
  const line = new Map<number, Place>()

  const awaitTurn = Effect.fnUntraced(function* (part: number) {
    const own = line.get(part)
    if (own === undefined) return true
    for (const [earlier, place] of line) {
      if (earlier >= part) break
      if ((yield* own.keys).isDisjointFrom(yield* place.keys)) continue
      if (!(yield* Deferred.await(place.isWritten))) return false
    }
    return true
  })

  return {
    lineUp: Effect.fnUntraced(function* (part) {
      line.set(part, { keys: yield* Effect.cached(keysOf(part)), isWritten: yield* Deferred.make<boolean>() })
    }),
    awaitTurn,
    leave: (part, isWritten) =>
      Effect.suspend(() => {
        const place = line.get(part)
        if (isWritten) line.delete(part)
        return place === undefined ? Effect.void : Effect.asVoid(Deferred.succeed(place.isWritten, isWritten))
      }),
  }
}
