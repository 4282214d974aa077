import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { JobKind } from "../../domain/JobKind.ts"
import type { CreateOutcomeUnknown } from "../../failure/CreateOutcomeUnknown.ts"
import type { JourneyTaken } from "../../failure/JournalFailure.ts"
import { JobStillRunning } from "../../failure/TransferFailure.ts"
import { monotonicMillis } from "../../transport/monotonicMillis.ts"
import type { JournalKeeper } from "../journal/Journal.ts"
import { orderStateOf, unknownOrders } from "../journal/OrderState.ts"
import { CurrentLostOrders } from "./CurrentLostOrders.ts"
import { stillUnknown } from "./orderOnce.ts"

/** Reports which job a journey was at when its time was over: the last that it ordered. */
const stillRunning = Effect.fnUntraced(function* (journal: JournalKeeper, kind: JobKind, waitedMillis: number) {
  const last = (yield* journal.entries).findLast(({ step }) => step === "ordered" || step === "adopted")
  const job = last !== undefined && "jobId" in last ? { jobId: last.jobId } : {}
  return yield* new JobStillRunning({ ...job, kind, waitedMillis: Math.round(waitedMillis) })
})

/**
 * Fails with what must be known before a journey can resume: a job that nothing else names, another process that has
 * the journey, an order to settle.
 */
const checkOrders = Effect.fnUntraced(function* (
  journal: JournalKeeper,
  kind: JobKind,
  lost: ReadonlyArray<CreateOutcomeUnknown>,
): Effect.fn.Return<void, CreateOutcomeUnknown | JourneyTaken, ZohoConnection> {
  const named = lost.find(({ jobId }) => jobId !== undefined)
  if (named !== undefined) return yield* named
  yield* Effect.catchTag(journal.check ?? Effect.void, "StorageFailed", () => Effect.void)
  if (lost[0] !== undefined) return yield* lost[0]
  const entries = yield* journal.entries
  for (const part of unknownOrders(entries)) {
    const state = orderStateOf(entries, part)
    if (state._tag === "unknown") {
      return yield* yield* stillUnknown(kind, part, state, "time ran out before it came")
    }
  }
})

/**
 * Ends a journey that exceeds its time: its progress is in its journal. The current step ends first, so that the
 * failure can report an order that is lost at that very moment.
 */
export const withinTimeout =
  (journal: JournalKeeper, kind: JobKind, timeout: Duration.Input | undefined) =>
  <A, E, R>(
    journey: Stream.Stream<A, E, R>,
  ): Stream.Stream<A, E | JobStillRunning | CreateOutcomeUnknown | JourneyTaken, R | ZohoConnection> =>
    timeout === undefined
      ? journey
      : Stream.unwrap(
          Effect.gen(function* () {
            const startedAt = yield* monotonicMillis
            const lost: Array<CreateOutcomeUnknown> = []
            const scope = yield* Scope.fork(yield* Effect.scope)
            const hearing = Stream.provideService(journey, CurrentLostOrders, (failure) => void lost.push(failure))
            const pull = yield* Scope.provide(Stream.toPull(hearing), scope)
            const tooLate = Effect.gen(function* () {
              const waited = (yield* monotonicMillis) - startedAt
              yield* Scope.close(scope, Exit.interrupt())
              yield* checkOrders(journal, kind, lost)
              return yield* stillRunning(journal, kind, waited)
            })
            return Stream.fromPull(
              Effect.succeed(
                Effect.flatMap(monotonicMillis, (now) =>
                  Effect.timeoutOrElse(pull, {
                    duration: Math.max(0, startedAt + Duration.toMillis(timeout) - now),
                    orElse: () => tooLate,
                  }),
                ),
              ),
            )
          }),
        )
