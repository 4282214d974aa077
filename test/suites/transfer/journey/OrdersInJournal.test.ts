import { assert, describe, it } from "@effect/vitest"
import { AccessToken, exportModule, ZohoConnection } from "@zoho-bulk/core"
import { StorageFailed } from "@zoho-bulk/core/Failure"
import { Journal, type JournalEntry, type JournalKeeper, layerMemory } from "@zoho-bulk/core/Journal"
import { Deferred, Effect, Fiber, Layer, Option, Redacted, Stream } from "effect"
import { TestClock } from "effect/testing"
import { after, always, fault, json, page, refusal, silence } from "../../../support/answers.ts"
import { expectTag } from "../../../support/failureAfter.ts"
import { ScriptedZoho, sentRequests, type Turn } from "../../../support/ScriptedZoho.ts"
import { withChance } from "../../../support/time.ts"

const created = json({ data: [{ details: { id: "7" } }] }, { status: 201 })
const throttled = refusal(429, "TOO_MANY_REQUESTS", { headers: { "retry-after": "20" } })

const connected = (
  turns: Iterable<Turn>,
  get: AccessToken["Service"]["get"] = Effect.succeed(Redacted.make("1000.a.b")),
) =>
  ZohoConnection.layer({
    maxConcurrency: 1,
    auth: Layer.succeed(AccessToken, {
      scheme: "Zoho-oauthtoken",
      get,
      replace: () => Effect.succeed(Option.none()),
      apiDomain: Effect.succeed(Option.none()),
    }),
  }).pipe(Layer.provideMerge(ScriptedZoho.layer(turns)), Layer.merge(layerMemory()))

/** An export, as far as its first order; its journal is that of the test. */
const exported = (change: (journal: JournalKeeper) => JournalKeeper = (journal) => journal) =>
  Effect.gen(function* () {
    const journal = change(yield* Journal)
    const { rows } = yield* exportModule({ module: "Leads" }, { journal: Layer.succeed(Journal, journal) })
    return yield* Stream.runCount(rows)
  }).pipe(Effect.scoped, withChance(0.5))

const failed = (change: (journal: JournalKeeper) => JournalKeeper) => Effect.flip(exported(change))

const steps = Effect.gen(function* () {
  const { entries } = yield* Journal
  return (yield* entries).flatMap(({ at, step }) => (step === "begun" ? [] : [[at, step] as const]))
})

/** Begins an export, and waits until it has looked into its journal: the digest before that is made beside the program, in real time. */
const begin = <A, E, R>(
  run: (change: (journal: JournalKeeper) => JournalKeeper) => Effect.Effect<A, E, R>,
  change: (journal: JournalKeeper) => JournalKeeper = (journal) => journal,
) =>
  Effect.gen(function* () {
    const looked = yield* Deferred.make<void>()
    const noting = (journal: JournalKeeper): JournalKeeper => ({
      ...change(journal),
      entries: Effect.tap(journal.entries, () => Deferred.succeed(looked, undefined)),
    })
    const running = yield* Effect.forkChild(run(noting))
    yield* Deferred.await(looked)
    return running
  })

/** Lets time pass bit by bit, so that what takes many steps and no time is done before it goes on. */
const pass = (millis: number) =>
  Effect.andThen(
    Effect.replicateEffect(TestClock.adjust(0), 20),
    Effect.replicateEffect(TestClock.adjust(250), millis / 250),
  )

/** Lets an export run for so long, stops it, and tells how long stopping took and what is in the journal. */
const stoppedAfter = (millis: number) =>
  Effect.gen(function* () {
    const running = yield* begin(exported)
    yield* pass(millis)
    const stopping = yield* Effect.forkChild(Fiber.interrupt(running))
    yield* pass(0)
    const isImmediate = stopping.pollUnsafe() !== undefined
    yield* pass(10_000)
    yield* Fiber.join(stopping)
    return { isImmediate, journal: yield* steps, sent: (yield* sentRequests).length }
  })

describe("an order that is stopped before it was sent leaves nothing in the journal, and at once", () => {
  it.effect("while it waits for its token", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* stoppedAfter(3_000), { isImmediate: true, journal: [], sent: 0 })
    }).pipe(Effect.provide(connected([], Effect.never))),
  )

  it.effect("while it waits for a lane", () =>
    Effect.gen(function* () {
      yield* begin(exported, (journal) => ({ ...journal, append: () => Effect.void }))
      yield* pass(1_000)
      assert.deepStrictEqual(yield* stoppedAfter(3_000), { isImmediate: true, journal: [], sent: 1 })
    }).pipe(Effect.provide(connected(always(silence)))),
  )

  it.effect("while Zoho asks to wait, having refused it before, which is in the journal", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* stoppedAfter(3_000), {
        isImmediate: true,
        journal: [
          [0, "ordering"],
          [0, "refused"],
        ],
        sent: 1,
      })
      const again = yield* begin(failed)
      yield* pass(60_000)
      expectTag(yield* Fiber.join(again), "JobNotFound")
      assert.deepStrictEqual(
        (yield* steps).slice(2).map(([, step]) => step),
        ["ordering", "ordered"],
      )
    }).pipe(Effect.provide(connected([throttled, created, refusal(404, "RESOURCE_NOT_FOUND")]))),
  )
})

describe("an order that is stopped while it is out is waited for, five seconds at most", () => {
  it.effect("and its job is written down where the answer comes", () =>
    Effect.gen(function* () {
      const { isImmediate, journal } = yield* stoppedAfter(1_000)
      assert.isFalse(isImmediate)
      assert.deepStrictEqual(journal, [
        [0, "ordering"],
        [3_000, "ordered"],
      ])
    }).pipe(Effect.provide(connected([after("3 seconds", created)]))),
  )

  it.effect("and is of unknown outcome where none comes", () =>
    Effect.gen(function* () {
      const { isImmediate, journal } = yield* stoppedAfter(1_000)
      assert.isFalse(isImmediate)
      assert.deepStrictEqual(journal, [[0, "ordering"]])
      assert.strictEqual(expectTag(yield* Effect.flip(exported()), "CreateOutcomeUnknown").sentAt, 0)
    }).pipe(Effect.provide(connected([silence]))),
  )
})

describe("each try of an order is in the journal as it is sent", () => {
  it.effect.each([
    { what: "Zoho asked to wait", turn: throttled, again: 20_000 },
    { what: "no connection came about", turn: fault("connect EHOSTUNREACH"), again: 250 },
  ])("and is taken back where $what", ({ again, turn }) =>
    Effect.gen(function* () {
      const running = yield* begin(failed)
      yield* pass(60_000)
      expectTag(yield* Fiber.join(running), "JobNotFound")
      assert.deepStrictEqual(yield* steps, [
        [0, "ordering"],
        [0, "refused"],
        [again, "ordering"],
        [again, "ordered"],
      ])
    }).pipe(Effect.provide(connected([turn, created, refusal(404, "RESOURCE_NOT_FOUND")]))),
  )

  it.effect.each([
    { what: "Zoho refuses it", turn: refusal(403, "NO_PERMISSION"), last: "refused" },
    { what: "a gateway fails", turn: page(502, "Bad Gateway"), last: "ordering" },
  ])("and is $last where $what", ({ last, turn }) =>
    Effect.gen(function* () {
      yield* Effect.flip(exported())
      assert.strictEqual((yield* steps).at(-1)?.[1], last)
    }).pipe(Effect.provide(connected([turn]))),
  )

  it.effect("and is written down anew where the program was asleep in between: it may have been given up", () =>
    Effect.gen(function* () {
      let isAsleep = true
      const asleepOnce = (journal: JournalKeeper): JournalKeeper => ({
        ...journal,
        append: (entry: JournalEntry) => {
          const nap = entry.step === "ordering" && isAsleep ? "15 seconds" : 0
          if (entry.step === "ordering") isAsleep = false
          return Effect.andThen(journal.append(entry), Effect.sleep(nap))
        },
      })
      const running = yield* begin(failed, asleepOnce)
      yield* pass(60_000)
      expectTag(yield* Fiber.join(running), "JobNotFound")
      assert.deepStrictEqual(
        (yield* steps).map(([, step]) => step),
        ["ordering", "refused", "ordering", "ordered"],
      )
      const orders = (yield* sentRequests).filter(({ method }) => method === "POST")
      assert.lengthOf(orders, 1)
    }).pipe(Effect.provide(connected([created, refusal(404, "RESOURCE_NOT_FOUND")]))),
  )

  it.effect("and is not sent where the journal cannot take it", () =>
    Effect.gen(function* () {
      const full = new StorageFailed({ doing: "write journal", problem: "the disk is full", remedy: "Make room." })
      const fullThen = (journal: JournalKeeper): JournalKeeper => ({
        ...journal,
        append: (entry: JournalEntry) => (entry.step === "ordering" ? Effect.fail(full) : journal.append(entry)),
      })
      const failure = yield* Effect.flip(exported(fullThen))
      assert.strictEqual(failure, full)
      assert.deepStrictEqual(yield* sentRequests, [])
    }).pipe(Effect.provide(connected([]))),
  )

  it.effect("though it is stopped in the very moment in which it is written down: then it is not sent", () =>
    Effect.gen(function* () {
      const slowly = (journal: JournalKeeper): JournalKeeper => ({
        ...journal,
        append: (entry: JournalEntry) =>
          entry.step === "begun" ? journal.append(entry) : Effect.delay(journal.append(entry), "1 second"),
      })
      const running = yield* begin(exported, slowly)
      yield* pass(500)
      const stopping = yield* Effect.forkChild(Fiber.interrupt(running))
      yield* pass(2_000)
      yield* Fiber.join(stopping)
      assert.deepStrictEqual(yield* steps, [
        [0, "ordering"],
        [1_000, "refused"],
      ])
      assert.deepStrictEqual(yield* sentRequests, [])
    }).pipe(Effect.provide(connected([]))),
  )
})
