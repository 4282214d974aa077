import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { InputUnreadable } from "../../failure/InvalidInput.ts"
import { Gzip, through } from "../../formats/Gzip.ts"
import { UsageError } from "../failure/UsageError.ts"

/** What the bytes begin with that are packed. */
export const isPacked = (beginning: Uint8Array): boolean => beginning[0] === 0x1f && beginning[1] === 0x8b

const noGzip = new UsageError({
  problem: "gzip is not available here",
  remedy: "Name a file that is not packed, and does not end in .gz.",
})

/** The service, or a failure that it is not available here. */
const gzipHere = Effect.flatMap(Gzip, (gzip) => (gzip === undefined ? Effect.fail(noGzip) : Effect.succeed(gzip)))

/** Fails where nothing can be packed. */
export const checkGzip: Effect.Effect<void, UsageError> = Effect.asVoid(gzipHere)

/** Unpacks bytes of a file. */
export const unpacked = (
  source: string,
  bytes: Stream.Stream<Uint8Array, InputUnreadable | UsageError>,
): Stream.Stream<Uint8Array, InputUnreadable | UsageError> =>
  Stream.unwrap(
    Effect.map(gzipHere, ({ unpack }) =>
      through(
        bytes,
        unpack,
        () =>
          new InputUnreadable({
            source,
            problem: "its gzip data is incomplete or damaged",
            remedy: "Copy or pack the file again: gzip -t checks whether it is complete.",
          }),
      ),
    ),
  )

/** Packs bytes, where their file's name asks for it. */
export const packedIf =
  (isWanted: boolean) =>
  <E, R>(bytes: Stream.Stream<Uint8Array, E, R>): Stream.Stream<Uint8Array, E | UsageError, R> =>
    isWanted ? Stream.unwrap(Effect.map(gzipHere, ({ pack }) => through(bytes, pack, () => noGzip))) : bytes
