import { assert, describe, it } from "@effect/vitest"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Cause, Effect, Exit, Fiber, Schema } from "effect"
import { TestClock } from "effect/testing"
import { ask, readJob, unzip, zoho } from "../../support/emulatedZoho.ts"

const leads = { query: { module: { api_name: "Leads" } } }
const org = ask("GET", "/crm/v8/org")

const causeOf = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.exit(effect), (exit) => (Exit.isFailure(exit) ? Cause.pretty(exit.cause) : "no failure"))

const onOrg = (fault: Omit<Emulator.Fault, "operation">): Emulator.Fault => ({ operation: "getOrganization", ...fault })

describe("a fault on the emulator", () => {
  it.effect("meets the requests that it is about, by operation, path and number", () =>
    Effect.gen(function* () {
      const statuses: Array<number> = []
      for (let n = 1; n <= 4; n++) statuses.push((yield* org).status)
      assert.deepStrictEqual(statuses, [200, 500, 200, 500])
      assert.strictEqual((yield* ask("GET", "/crm/v7/org")).status, 502)
    }).pipe(
      Effect.provide(
        zoho({
          faults: [{ path: "/v7/", method: "get", does: "bad-gateway" }, onOrg({ does: "failing", nth: [2, 4] })],
        }),
      ),
    ),
  )

  it.effect("can be a throttle, with and without `Retry-After`, a refused token, or a page of HTML", () =>
    Effect.gen(function* () {
      const first = yield* org
      assert.deepStrictEqual(
        [first.status, first.body.code, first.headers["retry-after"]],
        [429, "TOO_MANY_REQUESTS", "7"],
      )
      const second = yield* org
      assert.deepStrictEqual([second.status, second.headers["retry-after"]], [429, undefined])
      const third = yield* org
      assert.deepStrictEqual([third.status, third.body.code], [401, "INVALID_TOKEN"])
      const fourth = yield* org
      assert.deepStrictEqual([fourth.status, fourth.headers["content-type"]], [502, "text/html"])
      assert.include(fourth.body, "<html>")
      assert.strictEqual((yield* org).status, 200)
    }).pipe(
      Effect.provide(
        zoho({
          faults: [
            onOrg({ does: "throttled", nth: 1, retryAfter: 7 }),
            onOrg({ does: "throttled", nth: 2 }),
            onOrg({ does: "unauthorized", nth: 3 }),
            onOrg({ does: "bad-gateway", nth: 4 }),
          ],
        }),
      ),
    ),
  )

  it.effect("can break the connection before a job is created, or after, when it exists", () =>
    Effect.gen(function* () {
      const create = ask("POST", "/crm/bulk/v8/read", { json: leads })
      const jobs = Effect.map((yield* Emulator.Emulator).report, ({ jobs }) => jobs.length)
      assert.include(yield* causeOf(create), "ECONNRESET")
      assert.strictEqual(yield* jobs, 0)
      assert.include(yield* causeOf(create), "ECONNRESET")
      assert.strictEqual(yield* jobs, 1)
    }).pipe(
      Effect.provide(
        zoho({
          faults: [
            { operation: "createReadJob", nth: 1, does: "reset" },
            { operation: "createReadJob", nth: 2, does: "lost-reply" },
          ],
        }),
      ),
    ),
  )

  it.effect("can break a download off, cut it short, or spoil its checksums", () =>
    Effect.gen(function* () {
      const { result } = yield* readJob(leads)
      const download = ask("GET", result.download_url)
      assert.include(yield* causeOf(download), "ECONNRESET")
      const cut = yield* download
      assert.strictEqual(cut.bytes.length, 80)
      assert.include(yield* causeOf(unzip(cut.bytes)), "ZipError")
      assert.include(yield* causeOf(unzip((yield* download).bytes)), "CRC")
      assert.strictEqual(Object.keys(yield* unzip((yield* download).bytes)).length, 1)
    }).pipe(
      Effect.provide(
        zoho({
          faults: [
            { operation: "downloadReadResult", nth: 1, does: "reset-in-body" },
            { operation: "downloadReadResult", nth: 2, does: "truncated" },
            { operation: "downloadReadResult", nth: 3, does: "wrong-checksum" },
          ],
        }),
      ),
    ),
  )

  it.effect("can make a body slow", () =>
    Effect.gen(function* () {
      const answer = yield* Effect.forkChild(org)
      yield* TestClock.adjust(4_999)
      assert.isUndefined(answer.pollUnsafe())
      yield* TestClock.adjust(1)
      assert.strictEqual((yield* Fiber.join(answer)).status, 200)
    }).pipe(Effect.provide(zoho({ faults: [onOrg({ does: "slow-body", millis: 5_000 })] }))),
  )

  it.effect("can decide how a job ends, and when", () =>
    Effect.gen(function* () {
      const failed = yield* readJob(leads)
      assert.strictEqual(failed.state, "FAILURE")
      assert.deepStrictEqual(failed.result, {
        error_message: {
          status: "error",
          code: "INTERNAL_SERVER_ERROR",
          message: "Internal server error occurred.",
          details: {},
        },
      })
      const endless = yield* readJob(leads)
      const slow = yield* readJob(leads)
      const stateOf = (id: string) =>
        Effect.map(ask("GET", `/crm/bulk/v8/read/${id}`), ({ body }) => body.data[0].state)
      yield* TestClock.adjust(58_999)
      assert.strictEqual(yield* stateOf(slow.id), "IN PROGRESS")
      yield* TestClock.adjust(1)
      assert.strictEqual(yield* stateOf(slow.id), "COMPLETED")
      yield* TestClock.adjust("30 days")
      assert.strictEqual(yield* stateOf(endless.id), "IN PROGRESS")
    }).pipe(
      Effect.provide(
        zoho({
          faults: [
            { operation: "createReadJob", nth: 1, does: "job-fails" },
            { operation: "createReadJob", nth: 2, does: "job-never-ends" },
            { operation: "createReadJob", nth: 3, does: "job-takes", millis: 60_000 },
          ],
        }),
      ),
    ),
  )

  it.effect("can be scripted while it runs, and is counted anew", () =>
    Effect.gen(function* () {
      const emulator = yield* Emulator.Emulator
      assert.strictEqual((yield* org).status, 200)
      yield* emulator.script([onOrg({ does: "failing", nth: 1 })])
      assert.deepStrictEqual([(yield* org).status, (yield* org).status], [500, 200])
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("meets one request each: the same fault armed twice makes two of them fail", () =>
    Effect.gen(function* () {
      const statuses: Array<number> = []
      for (let n = 1; n <= 4; n++) statuses.push((yield* org).status)
      assert.deepStrictEqual(statuses, [500, 500, 401, 200])
    }).pipe(
      Effect.provide(
        zoho({
          faults: [
            onOrg({ does: "failing", nth: 1 }),
            onOrg({ does: "failing", nth: 1 }),
            { does: "unauthorized", nth: 1 },
          ],
        }),
      ),
    ),
  )

  it.effect("never meets the emulator's own paths", () =>
    Effect.gen(function* () {
      for (const path of ["/_emulator/state", "/_emulator/faults", "/_emulator/"]) yield* ask("GET", path)
      yield* ask("POST", "/_emulator/nothing")
      assert.strictEqual((yield* org).status, 502)
    }).pipe(Effect.provide(zoho({ faults: [{ does: "bad-gateway", nth: 1 }] }))),
  )

  it.effect("is data, and a file of them is checked", () =>
    Effect.gen(function* () {
      const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.Array(Emulator.Fault)))
      const written = '[{"operation": "getReadJob", "nth": 1, "does": "throttled", "retryAfter": 5}]'
      assert.deepStrictEqual(yield* decode(written), [
        { operation: "getReadJob", nth: 1, does: "throttled", retryAfter: 5 },
      ])
      assert.include(yield* causeOf(decode('[{"does": "explode"}]')), "throttled")
    }),
  )
})
