import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { ask, readJob, zoho } from "../../support/emulatedZoho.ts"

describe("`/_emulator/state`", () => {
  it.effect("shows records, jobs, credits and requests, without a token and without secrets", () =>
    Effect.gen(function* () {
      yield* readJob({ query: { module: { api_name: "Leads" } } })
      const secret = "refresh_token=emulator&client_secret=emulator"
      yield* ask("POST", `https://accounts.zoho.com/oauth/v2/token?${secret}`, { headers: {} })
      const { body, status } = yield* ask("GET", "/_emulator/state", { headers: {} })
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(body.records, { Accounts: 40, Contacts: 7, Leads: 120, Deals: 60, Events: 30, Cars: 2 })
      assert.deepStrictEqual(body.jobs, [
        {
          id: "4150868000009000001",
          kind: "read",
          phase: "completed",
          module: "Leads",
          percent: 100,
          createdTime: "1970-01-01T05:30:00+05:30",
        },
      ])
      assert.deepStrictEqual(body.credits, { perDay: 100_000, spent: 51 })
      assert.deepStrictEqual(
        body.requests.map(({ operation, status }: Record<string, unknown>) => [operation, status]),
        [
          ["createReadJob", 201],
          ["getReadJob", 200],
          ["renewToken", 200],
        ],
      )
      assert.notInclude(JSON.stringify(body), "secret")
    }).pipe(Effect.provide(zoho({ records: { Contacts: 7, Cars: 2 } }))),
  )

  it.effect("belongs to one world: another begins anew", () =>
    Effect.gen(function* () {
      yield* Effect.provide(readJob({ query: { module: { api_name: "Leads" } } }), zoho())
      const { body } = yield* Effect.provide(ask("GET", "/_emulator/state"), zoho())
      assert.deepStrictEqual(body.jobs, [])
    }),
  )
})
