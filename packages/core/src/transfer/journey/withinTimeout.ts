import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { JobKind } from "../../domain/JobKind.ts"
import { JobStillRunning } from "../../failure/TransferFailure.ts"
import { monotonicMillis } from "../../transport/monotonicMillis.ts"
import type { JournalKeeper } from "../journal/Journal.ts"

/** Says which job a journey was at when its time was over: the last that it ordered. */
const stillRunning = Effect.fnUntraced(function* (journal: JournalKeeper, kind: JobKind, waitedMillis: number) {
  const last = (yield* journal.entries).findLast(({ step }) => step === "ordered" || step === "adopted")
  const job = last !== undefined && "jobId" in last ? { jobId: last.jobId } : {}
  return yield* new JobStillRunning({ ...job, kind, waitedMillis: Math.round(waitedMillis) })
})

/** Ends a journey that takes longer than it may: what it has done so far is in its journal. */
export const withinTimeout =
  (journal: JournalKeeper, kind: JobKind, timeout: Duration.Input | undefined) =>
  <A, E, R>(journey: Stream.Stream<A, E, R>): Stream.Stream<A, E | JobStillRunning, R> =>
    timeout === undefined
      ? journey
      : Stream.unwrap(
          Effect.map(monotonicMillis, (startedAt) =>
            Stream.transformPull(journey, (pull) =>
              Effect.succeed(
                Effect.flatMap(monotonicMillis, (now) =>
                  Effect.timeoutOrElse(pull, {
                    duration: Math.max(0, startedAt + Duration.toMillis(timeout) - now),
                    orElse: () =>
                      Effect.flatMap(monotonicMillis, (then) => stillRunning(journal, kind, then - startedAt)),
                  }),
                ),
              ),
            ),
          ),
        )
