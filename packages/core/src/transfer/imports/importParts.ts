import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { RowOutcome } from "../../domain/RowOutcome.ts"
import type { OutcomesDiffer } from "../../failure/TransferFailure.ts"
import type { UnaccountedPart } from "../../failure/UnaccountedPart.ts"
import type { EndedPart } from "./endOfPart.ts"
import { firstPart, importPart } from "./importPart.ts"
import { isOfOneResult } from "./lostResult.ts"
import { columnsFor } from "./importColumns.ts"
import { headerOf, type ImportPlan, nameOfPart } from "./ImportPlan.ts"
import type { ImportFailure, ImportRequest } from "./ImportRequest.ts"
import type { JournalKeeper } from "../journal/Journal.ts"
import { orderStateOf, unknownOrders } from "../journal/OrderState.ts"
import { leavingOpen } from "../journey/journeyFailure.ts"
import { makePacking } from "./makePacking.ts"
import { makePartsInOrder } from "./PartsInOrder.ts"
import { keysOfPart } from "./rowKeys.ts"
import { rowOutcomes } from "./rowOutcomes.ts"
import { settleOrganization } from "./settleOrganization.ts"

/** Parts that may fail before the others are left alone: what ails so many ails all. */
const mostFailedParts = 3

/** Parts that may be held back: the keys of their rows are held in memory. */
const mostHeldBack = 16

/** Failures that say nothing of other parts, though they can't be retried. */
const ofOnePart: ReadonlyArray<ImportFailure["_tag"]> = [
  "JobNotFound",
  "LimitExceeded",
  "ResultTooLarge",
  "ResultUnreadable",
  "UnreadableAnswer",
]

/**
 * Checks whether a failure leaves other parts a chance. A failure that every part would meet does not; nor does a lost
 * order, because the next one could be lost too.
 */
const mayBeOfOnePart = (failure: ImportFailure): boolean =>
  failure.isRetryable || ofOnePart.includes(failure._tag) || isOfOneResult(failure)

const defaultConcurrency = 4

const noKeys: Effect.Effect<ReadonlySet<number>> = Effect.succeed(new Set())

/**
 * What has gone wrong in an import so far. While an order of an earlier run is unsettled, none is sent: with two,
 * nobody could tell which job belongs to which.
 */
const makeTroubles = (isUnsettled: boolean) => {
  const failures: Array<ImportFailure> = []
  const open: Array<number> = []
  return {
    failures,
    open,
    mayOrder: () => !isUnsettled && open.length < mostHeldBack && failures.every(mayBeOfOnePart),
    isHopeless: () => failures.length >= mostFailedParts,
  }
}

/**
 * Checks whether a failure may be due to another process that has taken over and orders what this one has not: the
 * journal did not accept the entry.
 */
const maySomebodyElseOrder = (failure: ImportFailure): boolean =>
  failure._tag === "CreateOutcomeUnknown" && failure.jobId !== undefined

/** The parts that are left open, as the journal knows them. */
const unaccounted = Effect.fnUntraced(function* (
  journal: JournalKeeper,
  parts: ReadonlyArray<number>,
  before: ReadonlyArray<number>,
  { failures, open }: Pick<ReturnType<typeof makeTroubles>, "failures" | "open">,
) {
  const stateOfOpen = failures.some(maySomebodyElseOrder) ? "unknown" : "not sent"
  const entries = yield* journal.entries
  return open
    .toSorted((a, b) => a - b)
    .map((part): UnaccountedPart => {
      const state = orderStateOf(entries, nameOfPart(part))._tag
      const rowsBefore = before[part - 1] ?? 0
      return {
        part: nameOfPart(part),
        firstRow: rowsBefore + 1,
        lastRow: rowsBefore + (parts[part - 1] ?? 0),
        state: state === "open" ? stateOfOpen : state,
      }
    })
})

/**
 * Carries all parts of an import, some at a time, and gives their outcomes in the order of the rows. A part that fails does not keep the others
 * from finishing; the stream fails at its end.
 */
export const importParts = <E, R>(
  journal: JournalKeeper,
  request: ImportRequest,
  split: Effect.Effect<ReadonlyArray<number>, E, R>,
  concurrency = defaultConcurrency,
): Stream.Stream<RowOutcome, ImportFailure | E, ZohoConnection | R> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const parts = yield* split
      yield* columnsFor(request, yield* headerOf(journal, 1))
      yield* settleOrganization(journal, parts.length)
      const before = parts.map((_, at) => parts.slice(0, at).reduce((sum, count) => sum + count, 0))
      const { failures, isHopeless, mayOrder, open } = makeTroubles(unknownOrders(yield* journal.entries).length > 0)
      const needsOrder = request.operation !== "insert" && parts.length > 1
      const plan: ImportPlan = {
        journal,
        request,
        ordering: yield* Semaphore.make(1),
        packing: yield* makePacking,
        firstOrder: yield* Deferred.make<void>(),
        inOrder: makePartsInOrder((part) => (needsOrder ? keysOfPart(journal, request, part) : noKeys)),
        mayOrder,
      }
      let differs: OutcomesDiffer | undefined

      /** Jobs that exist, or may exist, are seen to, whatever may be ordered still. */
      const isWorthIt = Effect.fnUntraced(function* (part: number) {
        if (isHopeless()) return false
        return mayOrder() || orderStateOf(yield* journal.entries, nameOfPart(part))._tag !== "open"
      })

      const carry = Effect.fnUntraced(function* (part: number) {
        const result = (yield* isWorthIt(part)) ? yield* Effect.result(importPart(plan, part)) : undefined
        yield* plan.inOrder.leave(part, result?._tag === "Success")
        if (result?._tag === "Success") return result.success
        open.push(part)
        if (result !== undefined && result.failure._tag !== "HeldBack") failures.push(result.failure)
        if (part === firstPart) yield* Deferred.succeed(plan.firstOrder, undefined)
        return undefined
      })

      const account = (ended: EndedPart | undefined): Stream.Stream<RowOutcome, ImportFailure> =>
        ended === undefined
          ? Stream.empty
          : rowOutcomes(plan, ended, before[ended.part - 1] ?? 0, (misfit) => (differs ??= misfit))

      const sumUp = Effect.gen(function* () {
        const unsettled = failures.filter((failure) => failure._tag === "CreateOutcomeUnknown")
        // It names a job that nothing else knows of.
        const named = unsettled.find(({ jobId }) => jobId !== undefined)
        const failure = named ?? unsettled[0] ?? failures[0] ?? differs
        if (failure === undefined) return
        const taken = failures.find(({ _tag }) => _tag === "JourneyTaken")
        // What is open where another process goes on, that one knows.
        const alone = taken === undefined ? (journal.check ?? Effect.void) : Effect.fail(taken)
        yield* Effect.catchTags(alone, {
          StorageFailed: () => Effect.void,
          JourneyTaken: (other) => Effect.fail(named ?? other),
        })
        return yield* Effect.fail(
          open.length === 0
            ? failure
            : leavingOpen(failure, yield* unaccounted(journal, parts, before, { failures, open })),
        )
      })

      return Stream.range(1, parts.length).pipe(
        Stream.tap(plan.inOrder.lineUp),
        Stream.mapEffect(carry, { concurrency }),
        Stream.flatMap(account),
        Stream.concat(Stream.fromEffectDrain(sumUp)),
      )
    }),
  )
