import { assert, describe, it } from "@effect/vitest"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { exchange } from "../../support/exchange.ts"
import { recordings } from "../../support/recordings.ts"

/** What a request must bring to be answered as it was recorded. */
const tokenFor: Readonly<Record<string, Record<string, string>>> = {
  AUTHENTICATION_FAILURE: {},
  OAUTH_SCOPE_MISMATCH: { authorization: "Zoho-oauthtoken emulator-no-scope" },
}

/** Set by the clock, or by a port and how bytes travel over it. */
const notCompared = ["date", "x-accesstoken-reset", "transfer-encoding", "connection", "content-encoding"]

const comparable = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => !notCompared.includes(name)),
  )

describe("`layerHttpClient`", () => {
  it("has fifteen exchanges to live up to", () => assert.strictEqual(recordings.length, 15))

  it.effect.each(recordings)(
    "answers $request.method $request.path as recorded: $name",
    ({ name, request, response }) =>
      Effect.gen(function* () {
        const headers = tokenFor[name] ?? { authorization: "Zoho-oauthtoken emulator" }
        const received = yield* exchange(request.method, `https://www.zohoapis.com${request.path}`, headers)
        assert.strictEqual(received.status, response.status)
        const isWhole = response.headers["Content-Length"] !== undefined
        assert.strictEqual(received.text, `${JSON.stringify(response.body)}${isWhole ? "\n" : ""}`)
        assert.deepStrictEqual(comparable(received.headers), comparable(response.headers))
        assert.strictEqual("x-accesstoken-reset" in received.headers, "X-ACCESSTOKEN-RESET" in response.headers)
      }).pipe(Effect.provide(Emulator.layerHttpClient())),
  )

  it.effect("tells the time of the clock that it runs under", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2021, 4, 12, 11, 55, 44))
      const url = "https://www.zohoapis.com/crm/bulk/v2/read/4150868000005376042"
      const { headers } = yield* exchange("GET", url, { authorization: "Zoho-oauthtoken emulator" })
      assert.strictEqual(headers.date, "Wed, 12 May 2021 11:55:44 GMT")
      assert.strictEqual(headers["x-accesstoken-reset"], "2021-05-12T17:30:00+05:30")
    }).pipe(Effect.provide(Emulator.layerHttpClient())),
  )

  it.effect("says that a token ends within the hour, in the time of India", () =>
    Effect.gen(function* () {
      for (const time of [
        0,
        1,
        3_599_999,
        3_600_000,
        Date.UTC(2026, 11, 31, 23, 30),
        Date.UTC(2028, 1, 29, 18, 29, 59),
      ]) {
        yield* TestClock.setTime(time)
        const url = "https://www.zohoapis.com/crm/bulk/v8/write/1"
        const { headers } = yield* exchange("GET", url, { authorization: "Zoho-oauthtoken emulator" })
        const reset = headers["x-accesstoken-reset"] ?? ""
        assert.match(reset, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+05:30$/)
        assert.isAbove(Date.parse(reset), time)
        assert.isAtMost(Date.parse(reset), time + 3_600_000)
      }
    }).pipe(Effect.provide(Emulator.layerHttpClient())),
  )
})
