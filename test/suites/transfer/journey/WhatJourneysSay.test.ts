import { assert, describe, it } from "@effect/vitest"
import { exportModule, Failure, getJobDetails, type JobId, ZohoConnection } from "@zoho-bulk/core"
import { abandon, Journal, type JournalEntry, layerMemory, resumeExport, resumeImport } from "@zoho-bulk/core/Journal"
import { never, withPolicy } from "@zoho-bulk/core/Retry"
import { Deferred, Effect, Fiber, Layer, Stream } from "effect"
import type { UnaccountedPart } from "../../../../packages/core/src/failure/UnaccountedPart.ts"
import { identityOf } from "../../../../packages/core/src/transfer/journal/JourneyIdentity.ts"
import {
  countCredits,
  countedFrom,
  CurrentCredits,
  withinCredits,
  withMostCredits,
} from "../../../../packages/core/src/transfer/journey/credits.ts"
import {
  leavingOpen,
  ofJourney,
  unaccountedText,
} from "../../../../packages/core/src/transfer/journey/journeyFailure.ts"
import { jobFailed } from "../../../../packages/core/src/transfer/journey/orderOnce.ts"
import { operations } from "../../../../packages/core/src/wire/Operation.ts"
import { fault, json, refusal, silence } from "../../../support/answers.ts"
import { scripted } from "../../../support/connected.ts"
import { expectTag } from "../../../support/failureAfter.ts"
import { someRequest } from "../../../support/failureOf.ts"
import { readBody } from "../../../support/samples.ts"
import type { Turn } from "../../../support/ScriptedZoho.ts"

const part = (of: number, more: Partial<UnaccountedPart> = {}): UnaccountedPart => ({
  part: `part ${of}`,
  firstRow: 1,
  lastRow: 2,
  state: "not sent",
  ...more,
})

describe("a failure of a journey", () => {
  const passing = new Failure.NoAnswer({
    request: someRequest,
    reason: "connection reset",
    cause: "reset",
  })
  const lasting = new Failure.StorageFailed({ doing: "write a", problem: "full", remedy: "Make room." })

  it("may not be retried, though the call may, whose own failure stays as it is", () => {
    assert.isTrue(passing.isRetryable)
    const failure = ofJourney(passing)
    assert.isFalse(failure.isRetryable)
    assert.isTrue(passing.isRetryable)
    assert.instanceOf(failure, Failure.NoAnswer)
    assert.deepStrictEqual(
      [failure.message, failure.remedy, failure.reason],
      [passing.message, passing.remedy, passing.reason],
    )
    assert.include(Object.keys(failure), "isRetryable")
  })

  it("is the same one where it could not be retried anyhow, or is none of ours", () => {
    assert.strictEqual(ofJourney(lasting), lasting)
    for (const other of [new Error("x"), { isRetryable: true, remedy: "x" }, "x", null, undefined]) {
      assert.strictEqual(ofJourney(other), other)
    }
  })

  it("says which parts it leaves open, at the end of its message", () => {
    const failure = leavingOpen(lasting, [part(1), part(2, { firstRow: 3, lastRow: 3, state: "ordered" })])
    assert.strictEqual(
      failure.message,
      `${lasting.message}\nLeft open: part 1 (rows 1 to 2, not sent), part 2 (row 3, ordered)`,
    )
    assert.deepStrictEqual((failure as Failure.LeavingOpen).unaccounted?.length, 2)
    assert.include(Object.keys(failure), "unaccounted")
    assert.notInclude(Object.keys(failure), "message")
    assert.notInclude(lasting.message, "Left open")
    assert.instanceOf(failure, Failure.StorageFailed)
  })

  it("shows five of them, and how many more there are", () => {
    const parts = Array.from({ length: 8 }, (_, at) => part(at + 1))
    assert.notInclude(unaccountedText(parts.slice(0, 5)), "more")
    assert.include(unaccountedText(parts.slice(0, 5)), "part 5 (")
    assert.match(unaccountedText(parts), /part 5 \(rows 1 to 2, not sent\) and 3 more$/)
    assert.strictEqual(unaccountedText([]), "")
  })
})

describe("an order that cannot be settled", () => {
  const ordering: JournalEntry = { step: "ordering", part: "part 1", at: 5 }
  const adopted: JournalEntry = { step: "adopted", part: "part 1", at: 6, jobId: "1" as JobId }

  it.effect.each<{ which: abandon.Request; entries: ReadonlyArray<JournalEntry>; problem: string }>([
    { which: {}, entries: [], problem: "Every order is settled: there is nothing to decide" },
    { which: { part: "part 9" }, entries: [ordering], problem: "part 9 is not an order of unknown outcome" },
    { which: { sentAt: 4 }, entries: [ordering], problem: "The order for part 1 has since been sent again" },
    { which: { sentAt: 5 }, entries: [ordering, adopted], problem: "The order for part 1 is already settled" },
  ])("is told as what it is: $problem", ({ entries, problem, which }) =>
    Effect.gen(function* () {
      const keeper = yield* Journal
      yield* Effect.forEach(entries, keeper.append)
      const failure = yield* Effect.flip(abandon(which, { journal: Layer.succeed(Journal, keeper) }))
      assert.strictEqual(expectTag(failure, "InvalidRequest").problem, problem)
      assert.include(failure.remedy, "See Journal.status")
      assert.lengthOf(yield* keeper.entries, entries.length)
    }).pipe(Effect.provide(layerMemory())),
  )

  it.effect("can be where it is the one that was meant, or one whose job has given nothing yet", () =>
    Effect.gen(function* () {
      const keeper = yield* Journal
      const journal = Layer.succeed(Journal, keeper)
      yield* keeper.append(ordering)
      yield* abandon({ part: "part 1", sentAt: 5 }, { journal })
      yield* Effect.forEach([ordering, adopted], keeper.append)
      yield* abandon({}, { journal })
      assert.deepStrictEqual(
        (yield* keeper.entries).map(({ step }) => step),
        ["ordering", "abandoned", "ordering", "adopted", "abandoned"],
      )
    }).pipe(Effect.provide(layerMemory())),
  )
})

describe("a journal in memory", () => {
  it.effect("that a journey of this program uses is called so by another one", () =>
    Effect.gen(function* () {
      const journal = Layer.succeed(Journal, yield* Journal)
      const taken = exportModule({ module: "Leads", fields: ["Email"] }, { journal })
      const both = Effect.scoped(
        Effect.andThen(
          Effect.forkChild(Effect.scoped(Effect.exit(taken)), { startImmediately: true }),
          Effect.flip(Effect.scoped(exportModule({ module: "Leads", fields: ["Email"] }, { journal }))),
        ),
      )
      const failure = yield* Effect.provide(both, scripted([silence]))
      assert.deepInclude(expectTag(failure, "JourneyTaken"), {
        journal: "memory",
        problem: "another journey of this program uses its journal",
      })
    }).pipe(Effect.provide(layerMemory())),
  )

  it.effect.each(["export", "import"] as const)("whose request is none is no %s that can be resumed", (kind) =>
    Effect.gen(function* () {
      const keeper = yield* Journal
      const journal = Layer.succeed(Journal, keeper)
      const request = { module: "Leads", operation: 7, fields: 7 }
      const { settings } = yield* ZohoConnection
      const identity = yield* identityOf({ kind, request }, settings)
      yield* keeper.append({ step: "begun", at: 1, ...identity })
      const resumed =
        kind === "export" ? Effect.scoped(resumeExport({ journal })) : Stream.runDrain(resumeImport({ journal }))
      const failure = expectTag(
        yield* Effect.flip(resumed as Effect.Effect<unknown, Failure.ImportFailure>),
        "InvalidRequest",
      )
      assert.include(failure.message, "The request in the journal")
    }).pipe(Effect.provide(Layer.merge(layerMemory(), scripted([])))),
  )
})

describe("a job that failed", () => {
  const id = "1" as JobId

  it.each<readonly [string, object, object]>([
    ["nothing", {}, {}],
    ["nothing, though it has a result", { result: {} }, {}],
    ["nothing, where its error is empty", { result: { errorMessage: undefined } }, {}],
    ["a code", { result: { errorMessage: { code: "A" } } }, { code: "A" }],
    ["words", { result: { errorMessage: { message: "b" } } }, { zohoMessage: "b" }],
    ["both", { result: { errorMessage: { code: "A", message: "b" } } }, { code: "A", zohoMessage: "b" }],
  ])("tells %s of why", (_, job, said) => {
    const { code, jobId, kind, state, zohoMessage } = jobFailed({ id, kind: "read", state: "failed", ...job } as never)
    assert.deepStrictEqual(
      {
        jobId,
        kind,
        state,
        ...(code === undefined ? {} : { code }),
        ...(zohoMessage === undefined ? {} : { zohoMessage }),
      },
      { jobId: "1", kind: "read", state: "failed", ...said },
    )
  })
})

describe("the credits of a journey", () => {
  const order = operations.createReadJob

  const spentBy = (...turns: ReadonlyArray<Turn>) =>
    Effect.gen(function* () {
      const credits = countedFrom()
      yield* Effect.exit(countCredits(credits)(withPolicy(never)(getJobDetails({ kind: "read", id: "7" }))))
      return credits.spent
    }).pipe(Effect.provide(scripted(turns)))

  it.effect("are spent by each request, but for one that never arrived", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* spentBy(json(readBody())), 1)
      assert.strictEqual(yield* spentBy(refusal(404, "RESOURCE_NOT_FOUND")), 1)
      assert.strictEqual(yield* spentBy(fault("read ECONNRESET", { code: "ECONNRESET" })), 1)
      assert.strictEqual(yield* spentBy(fault("connect ECONNREFUSED 127.0.0.1:1", { code: "ECONNREFUSED" })), 0)
    }),
  )

  it.effect("are without a limit where nobody counts them", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* withinCredits(order)(Effect.succeed(7)), 7)
      const counted = withinCredits(order)(Effect.succeed(7))
      assert.strictEqual(yield* Effect.provideService(counted, CurrentCredits, countedFrom()), 7)
    }),
  )

  it.effect("let an order out that fits exactly, and none that does not, with those that are under way", () =>
    Effect.gen(function* () {
      const credits = { ...countedFrom(3 * order.credits), spent: order.credits }
      const answer = yield* Deferred.make<void>()
      const waiting = withinCredits(order)(Deferred.await(answer)).pipe(Effect.provideService(CurrentCredits, credits))
      const next = Effect.provideService(withinCredits(order)(Effect.succeed("out")), CurrentCredits, credits)
      const first = yield* Effect.forkChild(waiting, { startImmediately: true })
      assert.strictEqual(credits.reserved, order.credits)
      assert.strictEqual(yield* next, "out")
      credits.spent += 1
      const failure = expectTag(yield* Effect.flip(next), "CreditLimitReached")
      assert.deepStrictEqual(
        [failure.most, failure.spent, failure.needed],
        [3 * order.credits, order.credits + 1, 3 * order.credits + 1],
      )
      yield* Deferred.succeed(answer, undefined)
      yield* Fiber.join(first)
      assert.strictEqual(credits.reserved, 0)
      assert.strictEqual(yield* next, "out")
      yield* Effect.exit(Effect.provideService(withinCredits(order)(Effect.fail("x")), CurrentCredits, credits))
      assert.strictEqual(credits.reserved, 0)
    }),
  )

  it.effect("are counted for a journey that has a limit, and for no other", () =>
    Effect.gen(function* () {
      const seen = (most: number | undefined) =>
        Stream.runCollect(withMostCredits(most)(Stream.fromEffect(CurrentCredits))).pipe(Effect.provide(scripted([])))
      assert.deepStrictEqual(yield* seen(undefined), [undefined])
      assert.deepStrictEqual(yield* seen(70), [{ spent: 0, reserved: 0, most: 70 }])
    }),
  )
})
