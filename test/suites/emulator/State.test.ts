import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { HttpBody } from "effect/http"
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
      assert.notInclude(JSON.stringify(body), "=emulator")
    }).pipe(Effect.provide(zoho({ records: { Contacts: 7, Cars: 2 } }))),
  )

  it.effect("shows headers and bodies of requests, with fingerprints in place of secrets", () =>
    Effect.gen(function* () {
      const callback = { url: "https://app.example.com/done?key=a-key-of-mine", method: "post" }
      yield* ask("POST", "/crm/bulk/v8/read", { json: { query: { module: { api_name: "Leads" } }, callback } })
      const form = "client_id=emulator&client_secret=hush-hush&grant_type=refresh_token&refresh_token=let-me-in"
      const body = HttpBody.text(form, "application/x-www-form-urlencoded")
      yield* ask("POST", "https://accounts.zoho.com/oauth/v2/token", { headers: {}, body })
      const { requests } = (yield* ask("GET", "/_emulator/state", { headers: {} })).body
      assert.match(requests[0].headers.authorization, /^Zoho-oauthtoken [0-9a-f]{8}$/)
      assert.match(requests[0].body, /"module":\{"api_name":"Leads"\}.*done\?key=[0-9a-f]{8}"/)
      assert.match(requests[1].body, /^client_id=emulator&client_secret=[0-9a-f]{8}&grant_type=refresh_token&/)
      for (const secret of ["a-key-of-mine", "hush-hush", "let-me-in"]) {
        assert.notInclude(JSON.stringify(requests), secret)
      }
    }).pipe(Effect.provide(zoho())),
  )

  it.effect(
    "shows the queries of requests, with fingerprints in place of secrets however their names are written",
    () =>
      Effect.gen(function* () {
        yield* ask("GET", "/crm/v8/settings/fields?module=Leads&type=all")
        yield* ask("GET", "/crm/v8/org")
        const secrets = "grant_type=authorization_code&code=a-grant&client%5Fsecret=hush-hush&Refresh_Token=let-me-in"
        yield* ask("POST", `https://accounts.zoho.com/oauth/v2/token?${secrets}`, { headers: {} })
        yield* ask("POST", "https://accounts.zoho.com/oauth/v2/token/revoke?token=take-it-back", { headers: {} })
        const body = HttpBody.text("client%5Fsecret=hush-hush&code=a-grant", "application/x-www-form-urlencoded")
        yield* ask("POST", "https://accounts.zoho.com/oauth/v2/token", { headers: {}, body })
        yield* ask("GET", "/crm/v8/org?authtoken=an-old-one&apikey=a-key&odd=%E0%A4%A")
        const { requests } = (yield* ask("GET", "/_emulator/state")).body
        const queries = requests.map(({ query }: Record<string, unknown>) => query)
        assert.deepStrictEqual(queries.slice(0, 2), ["module=Leads&type=all", ""])
        const mark = "[0-9a-f]{8}"
        const [token, revoked, form, odd] = queries.slice(2)
        const hidden = `code=${mark}&client%5Fsecret=${mark}&Refresh_Token=${mark}`
        assert.match(token, new RegExp(`^grant_type=authorization_code&${hidden}$`))
        assert.match(revoked, new RegExp(`^token=${mark}$`))
        assert.strictEqual(form, "")
        assert.match(odd, new RegExp(`^authtoken=${mark}&apikey=${mark}&odd=`))
        for (const secret of ["a-grant", "hush-hush", "let-me-in", "take-it-back", "an-old-one", "a-key"])
          assert.notInclude(JSON.stringify(requests), secret)
      }).pipe(Effect.provide(zoho())),
  )

  it.effect("shows which fault a request met, and that others met none", () =>
    Effect.gen(function* () {
      for (let time = 0; time < 4; time++) yield* Effect.ignore(ask("GET", "/crm/v8/org"))
      const { requests } = (yield* ask("GET", "/_emulator/state")).body
      assert.deepStrictEqual(
        requests.map(({ fault, status }: Record<string, unknown>) => ({ fault, status })),
        [
          { fault: null, status: 200 },
          { fault: "throttled", status: 429 },
          { fault: "lost-reply", status: 0 },
          { fault: null, status: 200 },
        ],
      )
    }).pipe(
      Effect.provide(
        zoho({
          faults: [
            { operation: "getOrganization", nth: 2, does: "throttled" },
            { operation: "getOrganization", nth: 3, does: "lost-reply" },
          ],
        }),
      ),
    ),
  )

  it.effect("belongs to one world: another begins anew", () =>
    Effect.gen(function* () {
      yield* Effect.provide(readJob({ query: { module: { api_name: "Leads" } } }), zoho())
      const { body } = yield* Effect.provide(ask("GET", "/_emulator/state"), zoho())
      assert.deepStrictEqual(body.jobs, [])
    }),
  )
})
