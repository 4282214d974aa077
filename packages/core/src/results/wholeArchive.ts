import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Queue from "effect/Queue"
import * as Stream from "effect/Stream"
import { untilArchiveEnds } from "../formats/archiveEnd.ts"
import { type ArchiveFailure, checkArchive } from "./archiveRows.ts"

/** Hands an archive over as it comes, and fails at its end, or before, where it is not whole: who writes it to a file keeps the file back. */
export const wholeArchive = <E, R>(
  jobId: string,
  archive: Stream.Stream<Uint8Array, E, R>,
): Stream.Stream<Uint8Array, E | ArchiveFailure, R> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const pieces = yield* Queue.bounded<Uint8Array, Cause.Done>(1)
      const checking = yield* Effect.forkScoped(checkArchive(jobId, Stream.fromQueue(pieces)))
      const check = (piece: Uint8Array) => Effect.raceFirst(Queue.offer(pieces, piece), Fiber.join(checking))
      const end = Effect.andThen(Queue.end(pieces), Fiber.join(checking))
      return Stream.concat(Stream.tap(untilArchiveEnds()(archive), check), Stream.fromEffectDrain(end))
    }),
  )
