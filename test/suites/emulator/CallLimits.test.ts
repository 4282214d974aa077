import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Stream } from "effect"
import { HttpBody } from "effect/http"
import { TestClock } from "effect/testing"
import { ask, readJob, zoho } from "../../support/emulatedZoho.ts"

const org = ask("GET", "/crm/v8/org")
const leads = { query: { module: { api_name: "Leads" } } }

describe("the emulator", () => {
  it.effect("says how many credits are left once half of them are used, and then refuses", () =>
    Effect.gen(function* () {
      assert.notProperty((yield* org).headers, "x-api-credits-remaining")
      const { created } = yield* readJob(leads)
      assert.strictEqual(created.headers["x-api-credits-remaining"], "49")
      const tooMany = yield* ask("POST", "/crm/bulk/v8/read", { json: leads })
      assert.deepStrictEqual([tooMany.status, tooMany.body.code], [429, "TOO_MANY_REQUESTS"])
      assert.strictEqual((yield* org).headers["x-api-credits-remaining"], "47")
      yield* TestClock.adjust("1 day")
      assert.notProperty((yield* org).headers, "x-api-credits-remaining")
    }).pipe(Effect.provide(zoho({ creditsPerDay: 100 }))),
  )

  it.effect("lets ten results be downloaded in a minute, and none until it is over", () =>
    Effect.gen(function* () {
      const { result } = yield* readJob(leads)
      const download = Effect.map(ask("GET", result.download_url), ({ status }) => status)
      for (let n = 1; n <= 10; n++) assert.strictEqual(yield* download, 200)
      assert.strictEqual(yield* download, 429)
      yield* TestClock.adjust(59_999)
      assert.strictEqual(yield* download, 429)
      yield* TestClock.adjust(1)
      assert.strictEqual(yield* download, 200)
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("lets so many calls be under way at once, and no more", () =>
    Effect.gen(function* () {
      const late = Stream.fromEffect(
        Effect.delay(Effect.succeed(new TextEncoder().encode(JSON.stringify(leads))), "1 second"),
      )
      const body = HttpBody.stream(late, "application/json")
      const first = yield* Effect.forkChild(ask("POST", "/crm/bulk/v8/read", { body }))
      yield* TestClock.adjust(500)
      assert.strictEqual((yield* org).status, 429)
      yield* TestClock.adjust(500)
      assert.strictEqual((yield* Fiber.join(first)).status, 201)
      assert.strictEqual((yield* org).status, 200)
    }).pipe(Effect.provide(zoho({ concurrency: 1 }))),
  )

  it.effect("refuses a result before its job is done without taking its link for wrong", () =>
    Effect.gen(function* () {
      const { body } = yield* ask("POST", "/crm/bulk/v8/read", { json: leads })
      const { id } = body.data[0].details
      const early = yield* ask("GET", `/crm/bulk/v8/read/${id}/result`)
      assert.deepStrictEqual([early.status, early.body.details], [404, { resource: id }])
    }).pipe(Effect.provide(zoho())),
  )
})
