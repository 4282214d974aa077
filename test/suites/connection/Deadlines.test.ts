import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { Effect, Stream } from "effect"
import { HttpServerResponse } from "effect/http"
import { after, always, fault, json, page, refusal, silence } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { sentAt, sentRequests } from "../../support/ScriptedZoho.ts"
import { readBody, writeBody } from "../../support/samples.ts"
import { withChance, within } from "../../support/time.ts"

const id = "4150868000005376042"
const readJob = getJobDetails({ kind: "read", id })

describe("one try of `getJobDetails()`", () => {
  it.effect("ends after 10 s without an answer", () =>
    Effect.gen(function* () {
      const failure = yield* readJob.pipe(Effect.flip, withChance(0.5), within(30_000))
      assert.deepStrictEqual(yield* sentAt, [0, 10_250, 20_750])
      assert.strictEqual(expectTag(failure, "NoAnswerInTime").limit, "callTimeout")
    }).pipe(Effect.provide(scripted(always(silence)))),
  )

  it.effect("has 10 s for the whole answer, body included", () =>
    Effect.gen(function* () {
      yield* readJob.pipe(withChance(0.5), within(30_000))
      assert.deepStrictEqual(yield* sentAt, [0, 10_250])
    }).pipe(
      Effect.provide(
        scripted([HttpServerResponse.stream(Stream.never, { contentType: "application/json" }), json(readBody())]),
      ),
    ),
  )

  it.effect("may take all of them", () =>
    Effect.gen(function* () {
      yield* readJob.pipe(within(9_999))
      assert.deepStrictEqual(yield* sentAt, [0])
    }).pipe(Effect.provide(scripted([after(9_999, json(readBody()))]))),
  )
})

describe("`getJobDetails()` in all", () => {
  it.effect("ends after 30 s, in the middle of a try", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* readJob.pipe(Effect.flip, withChance(0.5), within(30_000)), "NoAnswerInTime")
      assert.strictEqual(failure.limit, "callTimeout")
      assert.strictEqual(failure.limitMillis, 30_000)
      assert.deepStrictEqual(yield* sentAt, [0, 9_250, 18_750, 28_750])
    }).pipe(Effect.provide(scripted(always(after(9_000, page(502, "Bad Gateway")))))),
  )

  it.effect("ends before a pause that would outlast the 30 s, with what went wrong last", () =>
    Effect.gen(function* () {
      const failure = yield* readJob.pipe(Effect.flip, withChance(1), within(29_300))
      assert.strictEqual(failure._tag, "ZohoFailing")
      assert.deepStrictEqual(yield* sentAt, [0, 9_700, 19_900])
    }).pipe(
      Effect.provide(
        scripted([
          after(9_200, page(502, "Bad Gateway")),
          after(9_200, page(502, "Bad Gateway")),
          after(9_400, page(502, "Bad Gateway")),
        ]),
      ),
    ),
  )

  it.effect("without a kind shares the 30 s between both lookups", () =>
    Effect.gen(function* () {
      const failure = yield* getJobDetails({ id }).pipe(Effect.flip, withChance(0.5), within(30_000))
      assert.strictEqual(expectTag(failure, "NoAnswerInTime").limit, "callTimeout")
      assert.strictEqual(failure._tag === "NoAnswerInTime" && failure.request.operation, "getWriteJob")
      assert.deepStrictEqual(
        (yield* sentRequests).map(({ at, url }) => [at, new URL(url).pathname]),
        [
          [0, `/crm/bulk/v8/read/${id}`],
          [10_250, `/crm/bulk/v8/read/${id}`],
          [20_150, `/crm/bulk/v8/write/${id}`],
        ],
      )
    }).pipe(Effect.provide(scripted([silence, after(9_900, refusal(404, "RESOURCE_NOT_FOUND")), silence]))),
  )

  it.effect("without a kind gives each lookup five tries", () =>
    Effect.gen(function* () {
      const job = yield* getJobDetails({ id }).pipe(withChance(0.5), within(30_000))
      assert.strictEqual(job.kind, "write")
      assert.deepStrictEqual(yield* sentAt, [0, 250, 750, 1_750, 3_750, 3_750, 4_000, 4_500, 5_500, 7_500])
    }).pipe(
      Effect.provide(
        scripted([
          ...Array.from({ length: 4 }, () => fault("read ECONNRESET")),
          refusal(404, "RESOURCE_NOT_FOUND"),
          ...Array.from({ length: 4 }, () => fault("read ECONNRESET")),
          json(writeBody()),
        ]),
      ),
    ),
  )

  it.effect("gives each of two calls its own 30 s and its own tries", () =>
    Effect.gen(function* () {
      const call = readJob.pipe(Effect.flip, withChance(0.5))
      yield* Effect.all([call, Effect.delay(call, 100)], { concurrency: 2 }).pipe(within(60_000))
      assert.deepStrictEqual(yield* sentAt, [0, 100, 250, 350, 750, 850, 1_750, 1_850, 3_750, 3_850])
    }).pipe(Effect.provide(scripted(always(page(502, "Bad Gateway"))))),
  )
})
