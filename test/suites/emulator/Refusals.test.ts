import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { dataCenters, environments } from "@zoho-bulk/core/Settings"
import { hostsOf } from "@zoho-bulk/core/runtime"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { emulated } from "../../support/connected.ts"
import { bodyOf, exchange } from "../../support/exchange.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { suite } from "../../support/suite.ts"
import { within } from "../../support/time.ts"

const host = "https://www.zohoapis.com"
const job = `${host}/crm/bulk/v8/read/4150868000005376042`

const tokens: ReadonlyArray<{
  readonly what: string
  readonly headers: Record<string, string>
  readonly code?: string
}> = [
  { what: "no token", headers: {}, code: "AUTHENTICATION_FAILURE" },
  { what: "an empty header", headers: { authorization: "" }, code: "AUTHENTICATION_FAILURE" },
  { what: "a scheme without a token", headers: { authorization: "Zoho-oauthtoken " }, code: "AUTHENTICATION_FAILURE" },
  { what: "another scheme", headers: { authorization: "Basic emulator" }, code: "AUTHENTICATION_FAILURE" },
  { what: "another token", headers: { authorization: "Zoho-oauthtoken 1000.a.b" }, code: "INVALID_TOKEN" },
  { what: "nearly its token", headers: { authorization: "Zoho-oauthtoken emulator2" }, code: "INVALID_TOKEN" },
  {
    what: "a token without scope",
    headers: { authorization: "Zoho-oauthtoken emulator-no-scope" },
    code: "OAUTH_SCOPE_MISMATCH",
  },
  { what: "its token", headers: { authorization: "Zoho-oauthtoken emulator" } },
  { what: "its token as Bearer", headers: { authorization: "Bearer emulator" } },
]

suite(
  "the emulator",
  Emulator.layerHttpClient(),
)((test) => {
  for (const { code, headers, what } of tokens) {
    test(`answers ${what} with ${code ?? "the job"}`, () =>
      Effect.gen(function* () {
        const received = yield* exchange("GET", job, headers)
        assert.strictEqual(received.status, code === undefined ? 200 : 401)
        if (code !== undefined) assert.propertyVal(bodyOf(received), "code", code)
      }))
  }

  test("looks at the path before the method, and at both before the token", () =>
    Effect.gen(function* () {
      assert.propertyVal(bodyOf(yield* exchange("PUT", `${host}/crm/v8/read/7`)), "code", "INVALID_URL_PATTERN")
      assert.propertyVal(bodyOf(yield* exchange("PUT", `${host}/crm/bulk/v8/read/7`)), "code", "INVALID_REQUEST_METHOD")
      assert.propertyVal(bodyOf(yield* exchange("GET", `${host}/crm/bulk/v8/read`)), "code", "INVALID_REQUEST_METHOD")
      assert.propertyVal(bodyOf(yield* exchange("GET", `${host}/crm/bulk/v8/read/7`)), "code", "AUTHENTICATION_FAILURE")
    }))

  test("knows no other path", () =>
    Effect.gen(function* () {
      for (const path of [
        "/",
        "/crm",
        "/crm/bulk/v8/jobs",
        "/crm/bulk/v8/read/",
        "/crm/bulk/v8/delete/7",
        "/CRM/bulk/v8/read/7",
      ]) {
        assert.strictEqual((yield* exchange("GET", `${host}${path}`)).status, 404, path)
      }
    }))

  test("takes a query for what it is", () =>
    Effect.gen(function* () {
      const received = yield* exchange("GET", `${job}?a=/crm`, { authorization: "Zoho-oauthtoken emulator" })
      assert.strictEqual(received.status, 200)
    }))

  test("has the tokens that are promised", () =>
    Effect.sync(() =>
      assert.deepStrictEqual(
        [Emulator.emulatorToken, Emulator.emulatorTokenWithoutScope],
        ["emulator", "emulator-no-scope"],
      ),
    ))
})

describe("`getJobDetails()` on the emulator", () => {
  it.effect("names the id in the refusal of a read job alone", () =>
    Effect.gen(function* () {
      const read = expectTag(
        yield* Effect.flip(getJobDetails({ kind: "read", id: "415086800000537604" })),
        "JobNotFound",
      )
      assert.deepInclude<unknown>(read, { httpStatus: 404, details: { resource: "415086800000537604" } })
      const write = expectTag(
        yield* Effect.flip(getJobDetails({ kind: "write", id: "415086800000539200" })),
        "JobNotFound",
      )
      assert.deepInclude<unknown>(write, { httpStatus: 400, details: {} })
      const neither = expectTag(yield* Effect.flip(getJobDetails({ id: "7" })), "JobNotFound")
      assert.deepStrictEqual(neither.kinds, ["read", "write"])
    }).pipe(Effect.provide(emulated())),
  )

  it.effect.each([
    { token: "1000.a.b", tag: "TokenRefused", code: "INVALID_TOKEN" },
    { token: "emulator-no-scope", tag: "ScopeMissing", code: "OAUTH_SCOPE_MISMATCH" },
  ] as const)("with the token $token fails with $tag", ({ code, tag, token }) =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(getJobDetails({ id: "4150868000005376042" })), tag)
      assert.strictEqual(failure.code, code)
    }).pipe(Effect.provide(emulated({ token }))),
  )

  it.effect.each(dataCenters)("finds it under every API host of %s", (dataCenter) =>
    Effect.gen(function* () {
      for (const environment of environments) {
        const found = getJobDetails({ kind: "read", id: "4150868000005376042" })
        const settings = { apiDomain: hostsOf(dataCenter, environment).api }
        assert.strictEqual((yield* Effect.provide(found, emulated({ settings }))).state, "completed")
      }
    }),
  )

  it.effect("finds no other host there", () =>
    Effect.gen(function* () {
      const failure = yield* getJobDetails({ kind: "read", id: "7" }).pipe(Effect.flip, within(30_000))
      assert.strictEqual(expectTag(failure, "NoAnswer").reason, "host not found")
    }).pipe(Effect.provide(emulated({ settings: { apiDomain: "zoho.proxy.example" } }))),
  )

  it.effect("runs under the clock of the test", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 10, 22, 2, 8))
      const job = yield* getJobDetails({ kind: "read", id: "4150868000005376042" })
      assert.strictEqual(job.accessTokenResetsAt, "2026-11-22T08:30:00+05:30")
    }).pipe(Effect.provide(emulated())),
  )
})
