import { assert, describe, it } from "@effect/vitest"
import { createReadJob, downloadResult, getJobDetails, type ReadJob } from "@zoho-bulk/core"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { Effect, Stream } from "effect"
import { TestClock } from "effect/testing"
import { always, bytes, empty, json, refusal, text } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag, failureAfter } from "../../support/failureAfter.ts"
import { readBody } from "../../support/samples.ts"
import { sentAt, type Turn } from "../../support/ScriptedZoho.ts"
import { withChance, within } from "../../support/time.ts"

const order = createReadJob({ module: "Leads" })
const details = getJobDetails({ kind: "read", id: "1" })

const orderFails = (turn: Turn) =>
  Effect.gen(function* () {
    const failure = yield* order.pipe(
      Effect.flip,
      Effect.provideService(CurrentLimits, { ...defaultLimits, maxAnswerBytes: 1_000 }),
      withChance(0.5),
      within(60_000),
    )
    assert.strictEqual((yield* sentAt).length, 1)
    return failure
  }).pipe(Effect.provide(scripted([turn])))

const long = "x".repeat(2_000)

describe("an order whose answer cannot be read", () => {
  it.effect("may have been taken where Zoho said that it was, and only the rest was too large", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* orderFails(json({ data: long }, { status: 201 })), "CreateOutcomeUnknown")
      assert.deepStrictEqual([failure.reason, failure.httpStatus], ["it was too large", 201])
    }),
  )

  it.effect("was not taken where its status is that of a refusal, however large the answer", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* orderFails(json({ data: long }, { status: 400 })))._tag, "RequestNotAccepted")
    }),
  )

  it.effect.each([300, 304, 404])("was not taken where it is HTTP %d", (status) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* orderFails(json([], { status })))._tag, "UnreadableAnswer")
    }),
  )

  it.effect("tells all that Zoho said of it, and nothing that it did not say", () =>
    Effect.gen(function* () {
      const said = refusal(500, "INTERNAL_ERROR", { message: "Try later", details: { id: "7" } })
      const failure = expectTag(yield* orderFails(said), "CreateOutcomeUnknown")
      const { code, details: about, httpStatus, zohoMessage } = failure
      assert.deepStrictEqual([code, about, httpStatus, zohoMessage], ["INTERNAL_ERROR", { id: "7" }, 500, "Try later"])
      const silent = expectTag(yield* orderFails(Effect.fail(new Error("read ECONNRESET"))), "CreateOutcomeUnknown")
      for (const key of ["code", "details", "httpStatus", "zohoMessage"]) assert.notProperty(silent, key)
    }),
  )
})

describe("an answer without a body", () => {
  it.effect("is said to be empty, and shows no part of what is not there", () =>
    Effect.gen(function* () {
      for (const status of [200, 204, 404]) {
        const failure = expectTag(yield* failureAfter(empty(status)), "UnreadableAnswer")
        assert.strictEqual(failure.problem, "it is empty")
        assert.notProperty(failure, "excerpt")
      }
      const failure = expectTag(yield* failureAfter(text("x")), "UnreadableAnswer")
      assert.deepStrictEqual([failure.problem, failure.excerpt], ["it is not JSON", "x"])
    }),
  )

  it.effect("with HTTP 300 says no more than one that is no JSON", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* failureAfter(text("x", { status: 300 })), "UnreadableAnswer")
      assert.strictEqual(failure.problem, "it is not an answer from Zoho's API")
    }),
  )
})

describe("looks at jobs", () => {
  const finished = { kind: "read", id: "1", state: "completed", result: { downloadUrl: "/r" } } as unknown as ReadJob

  it.effect("take no place among the ten downloads of a minute", () =>
    Effect.gen(function* () {
      for (let n = 0; n < 15; n++) yield* Effect.ignore(details)
      yield* Stream.runDrain(downloadResult(finished))
      assert.deepStrictEqual(new Set(yield* sentAt), new Set([0]))
    }).pipe(Effect.provide(scripted([...Array.from({ length: 15 }, () => json(readBody())), bytes([0x50])]))),
  )

  it.effect("go on while downloads wait for their minute, and downloads then go ten at a time again", () =>
    Effect.gen(function* () {
      const download = Stream.runDrain(downloadResult(finished))
      yield* Effect.all(
        Array.from({ length: 25 }, () => download),
        { concurrency: "unbounded" },
      ).pipe(within(180_000))
      const times = yield* sentAt
      assert.deepStrictEqual(
        [0, 61_000, 122_000].map((minute) => times.filter((at) => at === minute).length),
        [10, 10, 5],
      )
    }).pipe(
      Effect.provideService(CurrentLimits, { ...defaultLimits, callTimeout: 600_000 }),
      Effect.provide(scripted(always(bytes([0x50])))),
    ),
  )

  it.effect("come back at the policy's own pace where Zoho asks to wait for no time at all", () =>
    Effect.gen(function* () {
      yield* TestClock.adjust(1)
      yield* details.pipe(withChance(0.5), within(60_000))
      assert.deepStrictEqual(yield* sentAt, [1, 251])
    }).pipe(Effect.provide(scripted([empty(429, { "retry-after": "0" }), json(readBody())]))),
  )
})
