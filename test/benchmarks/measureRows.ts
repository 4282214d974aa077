import { Effect, Stream } from "effect"
import { runner } from "../support/runner.ts"
import { measure } from "./measure.ts"
import { contacts, piecesOf } from "./samples/contacts.ts"

/** What reads something of each row of an archive, and says how many there were. */
export type ReadRows = (archive: Uint8Array) => Promise<number>

/** Measures what reads all rows of an archive, for each megabyte that it unpacks to. */
export const measureRows = async (read: ReadRows): Promise<void> => {
  const { archive, bytes, rows } = contacts()
  await measure({
    units: bytes / 1e6,
    turn: async () => {
      if ((await read(archive)) !== rows) throw new Error("There are rows missing")
    },
  })
}

/** The pieces of an archive, as a connection brings them. */
export const comingIn = (archive: Uint8Array): Stream.Stream<Uint8Array> =>
  Stream.rechunk(Stream.fromIterable(piecesOf(archive)), 1)

/** Counts what a stream gives, over the HTTP layer of this runtime, which brings zlib along. */
export const countOver = <A, E>(stream: Stream.Stream<A, E>, look: (each: A) => void = () => {}): Promise<number> =>
  Effect.suspend(() => {
    let seen = 0
    return stream.pipe(
      Stream.runForEachArray((chunk) =>
        Effect.sync(() => {
          seen += chunk.length
          chunk.forEach(look)
        }),
      ),
      Effect.map(() => seen),
    )
  }).pipe(Effect.provide(runner.layerHttpClient), Effect.runPromise)
