import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Predicate from "effect/Predicate"
import * as Queue from "effect/Queue"
import * as Stream from "effect/Stream"
import { ResultUnreadable } from "../failure/ResultFailure.ts"
import { makeArchiveEnd, untilArchiveEnds } from "../formats/archiveEnd.ts"
import { type ArchiveFailure, checkArchive } from "./archiveRows.ts"

/** What is in an archive of a form that is not read here, others may read: that it has come to its end has to do. */
const isOfOtherForm = (failure: unknown): boolean =>
  Predicate.isTagged(failure, "ResultUnreadable") && "isUnsupported" in failure && failure.isUnsupported === true

/**
 * Passes an archive on as it arrives, and fails at its end, or before, if it is not complete: a writer to a file then
 * withholds the file.
 */
export const wholeArchive = <E, R>(
  jobId: string,
  archive: Stream.Stream<Uint8Array, E, R>,
): Stream.Stream<Uint8Array, E | ArchiveFailure, R> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const pieces = yield* Queue.bounded<Uint8Array, Cause.Done>(1)
      const place = makeArchiveEnd()
      const checking = yield* Effect.forkScoped(
        checkArchive(jobId, Stream.fromQueue(pieces)).pipe(
          Effect.as(true),
          Effect.catchIf(isOfOtherForm, () => Effect.succeed(false)),
        ),
      )
      const check = (piece: Uint8Array) => Effect.raceFirst(Queue.offer(pieces, piece), Fiber.join(checking))
      const checkEnd = Effect.suspend(() =>
        place.isOver ? Effect.void : Effect.fail(new ResultUnreadable({ jobId, problem: "it has no end record" })),
      )
      const end = Effect.andThen(Queue.end(pieces), Fiber.join(checking)).pipe(
        Effect.flatMap((isRead) => (isRead ? Effect.void : checkEnd)),
      )
      return Stream.concat(Stream.tap(untilArchiveEnds(place)(archive), check), Stream.fromEffectDrain(end))
    }),
  )
