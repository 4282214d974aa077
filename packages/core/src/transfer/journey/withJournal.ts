import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { CreateOutcomeUnknown } from "../../failure/CreateOutcomeUnknown.ts"
import { type JobStillRunning, OutcomesDiffer } from "../../failure/TransferFailure.ts"
import { type JournalFailure, JourneyFinished, JourneyTaken } from "../../failure/JournalFailure.ts"
import { Journal, type JournalKeeper } from "../journal/Journal.ts"
import { entriesOfNow, finishedAt } from "../journal/JournalEntry.ts"
import { rowsLeftUnknown } from "../journal/rowsLeftUnknown.ts"
import { differenceFrom, identityOf, type JourneyRequest } from "../journal/JourneyIdentity.ts"
import { CurrentEnding } from "./CurrentEnding.ts"
import type { JourneyOptions } from "./JourneyOptions.ts"
import { layerJournalMemory } from "../journal/layerJournalMemory.ts"
import { withMostCredits } from "./credits.ts"
import { withoutJournal } from "./orderOnce.ts"
import { waitForAnswers } from "./waitForAnswers.ts"
import { withinTimeout } from "./withinTimeout.ts"

/** The jobs that a journey orders. */
const kindOfJobs = { export: "read", import: "write" } as const

/** The keepers that a journey of this process uses. Journeys that share one do not see each other by its entries. */
const inUse = new WeakSet<JournalKeeper>()

/** Keeps a journal from being used twice at the same time. */
export const useAlone = (keeper: JournalKeeper): Effect.Effect<void, JourneyTaken, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.suspend(() => {
      if (inUse.has(keeper)) {
        const problem = "another journey of this program uses its journal"
        return Effect.fail(new JourneyTaken({ journal: keeper.place ?? "memory", problem }))
      }
      inUse.add(keeper)
      return Effect.void
    }),
    () => Effect.sync(() => void inUse.delete(keeper)),
  )

/** Takes up the journey that a journal is of, or begins it there. */
const takeUp = Effect.fnUntraced(function* (
  journal: JournalKeeper,
  what: JourneyRequest,
  { ifDifferent = "fail", ifFinished }: JourneyOptions<unknown, unknown>,
): Effect.fn.Return<void, JournalFailure, ZohoConnection> {
  const asked = yield* identityOf(what, (yield* ZohoConnection).settings)
  const entries = entriesOfNow(yield* journal.entries)
  const overSince = finishedAt(entries)
  const difference = differenceFrom(entries, asked)
  if (overSince !== undefined && ifFinished === "fail") return yield* new JourneyFinished({ finishedAt: overSince })
  if (overSince === undefined && entries.length > 0) {
    if (difference === undefined) return
    if (ifDifferent === "fail") return yield* difference
  }
  const at = yield* Clock.currentTimeMillis
  const left = difference === undefined ? rowsLeftUnknown(entries, at) : undefined
  const insists = ifFinished === "beginAnew" ? { insists: true } : {}
  const notAgain = left === undefined ? {} : { notAgain: left, ...insists }
  yield* journal.append({ step: "begun", at, ...asked, ...notAgain })
})

/**
 * Records that a journey reached its own end, rather than that its reader left; or leaves that to a caller that has
 * more to do first.
 */
const finish = (journal: JournalKeeper, what: { readonly leavesUnknown?: true } = {}) =>
  Stream.fromEffectDrain(
    Effect.flatMap(CurrentEnding, (end) =>
      end(Effect.flatMap(Clock.currentTimeMillis, (at) => journal.append({ step: "finished", at, ...what }))),
    ),
  )

/**
 * Checks whether a failure is that of an import all of whose rows are accounted for, some of them as unknown: nothing
 * is left to resume.
 */
const isOver = (failure: unknown): boolean => failure instanceof OutcomesDiffer && failure.unaccounted === undefined

/** Runs a journey to its own end, and records that: before it fails, if it is over all the same. */
const toItsEnd = <A, E, R>(journal: JournalKeeper, journey: Stream.Stream<A, E, R>) =>
  journey.pipe(
    Stream.catchIf(isOver, (failure) => Stream.concat(finish(journal, { leavesUnknown: true }), Stream.fail(failure))),
    Stream.concat(finish(journal)),
  )

/** A journal in which the journeys before this one do not show. */
const ofNow = (journal: JournalKeeper): JournalKeeper => ({
  place: journal.place,
  check: journal.check,
  readAnew: journal.readAnew,
  entries: Effect.map(journal.entries, entriesOfNow),
  append: (entry) => journal.append(entry),
  keep: (name, bytes) => journal.keep(name, bytes),
  read: (name) => journal.read(name),
  forget: (name) => journal.forget(name),
})

/** Runs a journey with the journal that it was given, or one in memory, once it is settled what the journey is. */
export const onJournal = <B, EB, A, E, R, EJ, RJ>(
  journal: JourneyOptions<EJ, RJ>["journal"],
  settle: (journal: JournalKeeper) => Effect.Effect<B, EB, ZohoConnection>,
  run: (journal: JournalKeeper, settled: B) => Stream.Stream<A, E, R>,
): Stream.Stream<A, E | EB | EJ | JournalFailure, R | RJ | ZohoConnection> => {
  const journey = Stream.unwrap(
    Effect.gen(function* () {
      const keeper = yield* Journal
      yield* useAlone(keeper)
      yield* waitForAnswers(keeper)
      const settled = yield* settle(keeper)
      return toItsEnd(keeper, run(ofNow(keeper), settled))
    }),
  )
  const told = journal === undefined ? Stream.mapError(journey, (error) => withoutJournal(error)) : journey
  return Stream.provide(told, journal ?? layerJournalMemory()) as Stream.Stream<
    A,
    E | EB | EJ | JournalFailure,
    R | RJ | ZohoConnection
  >
}

/**
 * Runs a journey with the journal that it was given, or one in memory: takes up the unfinished one if it is the same, begins it otherwise, and writes
 * down that it is finished.
 */
export const withJournal = <A, E, R, EJ, RJ>(
  options: JourneyOptions<EJ, RJ>,
  what: JourneyRequest,
  run: (journal: JournalKeeper) => Stream.Stream<A, E, R>,
): Stream.Stream<A, E | EJ | JournalFailure | JobStillRunning | CreateOutcomeUnknown, R | RJ | ZohoConnection> =>
  onJournal(
    options.journal,
    (journal) => takeUp(journal, what, options),
    (journal) =>
      run(journal).pipe(
        withinTimeout(journal, kindOfJobs[what.kind], options.timeout),
        withMostCredits(options.maxCredits),
      ),
  )
