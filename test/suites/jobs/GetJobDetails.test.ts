import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { always, json } from "../../support/answers.ts"
import { emulated, scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { sentRequests } from "../../support/ScriptedZoho.ts"
import { recorded } from "../../support/recordings.ts"
import { readBody, writeBody } from "../../support/samples.ts"
import { suite } from "../../support/suite.ts"

suite(
  "`getJobDetails()` on the emulator",
  emulated(),
)((test) => {
  test("gives a read job", () =>
    Effect.gen(function* () {
      const job = yield* getJobDetails({ kind: "read", id: "4150868000005376042" })
      assert.strictEqual(job.kind, "read")
      assert.strictEqual(job.state, "completed")
      assert.strictEqual(job.query?.module?.apiName, "Contacts")
      assert.strictEqual(job.result?.count, 96)
    }))

  test("gives with a job what it was recorded as, in the version of the recording", () =>
    Effect.gen(function* () {
      const inV2 = emulated({ settings: { apiVersion: "v2" } })
      const job = yield* Effect.provide(getJobDetails({ kind: "read", id: "4150868000005376042" }), inV2)
      assert.deepStrictEqual(job.raw, recorded("/crm/bulk/v2/read/4150868000005376042").response.body)
    }))

  test("gives a write job that still runs", () =>
    Effect.gen(function* () {
      const job = yield* getJobDetails({ kind: "write", id: "4150868000005392002" })
      assert.strictEqual(job.kind, "write")
      assert.strictEqual(job.state, "in-progress")
      assert.isUndefined(job.result)
      assert.strictEqual(job.resource?.[0]?.fieldMappings?.[1]?.format, "yyyy/MM/dd")
    }))

  test("gives a write job that is done", () =>
    Effect.gen(function* () {
      const job = yield* getJobDetails({ kind: "write", id: "4150868000005350003" })
      assert.strictEqual(job.state, "completed")
      assert.deepInclude(job.resource?.[0]?.file, { addedCount: 9, skippedCount: 2, updatedCount: 0, totalCount: 11 })
    }))

  test("without a kind finds a job of either", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* getJobDetails({ id: "4150868000005376042" })).kind, "read")
      assert.strictEqual((yield* getJobDetails({ id: "4150868000005350003" })).kind, "write")
      assert.strictEqual((yield* getJobDetails({ id: "4150868000005350003", kind: undefined })).kind, "write")
    }))

  test("of the other kind fails with JobNotFound", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(getJobDetails({ kind: "write", id: "4150868000005376042" }))
      assert.strictEqual(failure._tag, "JobNotFound")
      assert.deepInclude<unknown>(failure, { kinds: ["write"], httpStatus: 400, code: "RESOURCE_NOT_FOUND" })
    }))

  test("reads like a sentence where a failure is caught by its tag", () =>
    Effect.gen(function* () {
      const gone = getJobDetails({ kind: "read", id: "7" }).pipe(
        Effect.map((job) => job.state),
        Effect.catchTag("JobNotFound", ({ request }) => Effect.succeed(`${request.jobId} is gone`)),
      )
      assert.strictEqual(yield* gone, "7 is gone")
    }))

  test("says when the access token ends", () =>
    Effect.gen(function* () {
      const job = yield* getJobDetails({ kind: "read", id: "4150868000005376042" })
      assert.strictEqual(job.accessTokenResetsAt, "1970-01-01T06:30:00+05:30")
    }))
})

describe("`accessTokenResetsAt`", () => {
  it.effect("is what `X-ACCESSTOKEN-RESET` says, word for word, and absent where nothing does", () =>
    Effect.gen(function* () {
      const first = yield* getJobDetails({ kind: "read", id: "1" })
      assert.strictEqual(first.accessTokenResetsAt, "2021-05-12T17:36:34+05:30")
      const second = yield* getJobDetails({ kind: "write", id: "1" })
      assert.isFalse("accessTokenResetsAt" in second)
    }).pipe(
      Effect.provide(
        scripted([
          json(readBody(), { headers: { "x-accesstoken-reset": "2021-05-12T17:36:34+05:30" } }),
          json(writeBody()),
        ]),
      ),
    ),
  )
})

describe("two connections in one program", () => {
  it.effect("are two organisations: nothing is global", () =>
    Effect.gen(function* () {
      const job = getJobDetails({ kind: "read", id: "1" })
      const requests = Effect.andThen(job, sentRequests)
      const europe = scripted([json(readBody())], { settings: { dataCenter: "eu" }, token: "token-of-one" })
      const india = scripted([json(readBody())], { settings: { dataCenter: "in" }, token: "token-of-another" })
      const [one, another] = yield* Effect.all([Effect.provide(requests, europe), Effect.provide(requests, india)], {
        concurrency: 2,
      })
      assert.deepStrictEqual(
        [...one, ...another].map(({ headers, url }) => [new URL(url).host, headers.authorization]),
        [
          ["www.zohoapis.eu", "Zoho-oauthtoken token-of-one"],
          ["www.zohoapis.in", "Zoho-oauthtoken token-of-another"],
        ],
      )
    }),
  )
})

describe("an answer about another job than the one asked for", () => {
  it.effect("is asked for again, and never given", () =>
    Effect.gen(function* () {
      const asking = yield* Effect.forkChild(getJobDetails({ kind: "read", id: "1" }))
      yield* TestClock.adjust("1 second")
      const job = yield* Fiber.join(asking)
      assert.deepStrictEqual<unknown>([job.id, job.unexpected], ["1", []])
    }).pipe(Effect.provide(scripted([json(readBody({ id: "2" })), json(readBody({ id: "1" }))]))),
  )

  it.effect("fails in the end, and says which job it is about", () =>
    Effect.gen(function* () {
      const asking = yield* Effect.forkChild(Effect.flip(getJobDetails({ kind: "write", id: "1" })))
      yield* TestClock.adjust("30 seconds")
      const failure = expectTag(yield* Fiber.join(asking), "UnreadableAnswer")
      assert.deepStrictEqual<unknown>([failure.problem, failure.isRetryable], ["it is about job 2", true])
      assert.strictEqual((yield* sentRequests).length, 5)
    }).pipe(Effect.provide(scripted(always(json(writeBody({ id: "2" })))))),
  )
})
