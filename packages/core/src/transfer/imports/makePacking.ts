import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"

/** Lets one part be packed at a time, because its content is then in memory. */
export interface Packing {
  /** Waits until nobody else packs. The room that is given has so many bytes, with anything in them, and is somebody else's afterwards. */
  readonly alone: <A, E, R>(
    pack: (room: (bytes: number) => Uint8Array) => Effect.Effect<A, E, R>,
  ) => Effect.Effect<A, E, R>
}

/**
 * Makes room for one part at a time. All parts are assembled in the same bytes: engines look through all of memory
 * whenever a new allocation is this large.
 */
export const makePacking: Effect.Effect<Packing> = Effect.map(Semaphore.make(1), (turns) => {
  let all = new Uint8Array(0)
  const room = (bytes: number): Uint8Array => {
    if (all.byteLength < bytes) all = new Uint8Array(bytes)
    return all.subarray(0, bytes)
  }
  return { alone: (pack) => turns.withPermits(1)(Effect.suspend(() => pack(room))) }
})
