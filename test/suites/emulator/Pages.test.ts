import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { ask, errorIn, readJob, rowsOfJob, zoho } from "../../support/emulatedZoho.ts"

const contacts = { query: { module: { api_name: "Contacts" }, fields: ["Email"] } }

describe("pages of the emulator", () => {
  it.effect("of 200,000 rows follow each other by tokens, the body being the token alone", () =>
    Effect.gen(function* () {
      const results: Array<Record<string, unknown>> = []
      let json: typeof contacts | { query: { page_token: string } } = contacts
      while (true) {
        const job: { readonly result: Record<string, unknown>; readonly query: unknown } = yield* readJob(json)
        results.push(job.result)
        assert.deepStrictEqual(job.query, {
          fields: ["Email"],
          module: { id: "4150868000000002179", api_name: "Contacts" },
          page: results.length,
        })
        const { next_page_token: token } = job.result
        if (typeof token !== "string") break
        assert.match(token, /^[0-9a-f]{96}$/)
        json = { query: { page_token: token } }
      }
      assert.deepStrictEqual(
        results.map(({ count, more_records: more, page }) => [page, count, more]),
        [
          [1, 200_000, true],
          [2, 200_000, true],
          [3, 50_000, false],
        ],
      )
    }).pipe(Effect.provide(zoho({ records: { Contacts: 450_000 } }))),
  )

  it.effect("lose no record and repeat none, with criteria as without", () =>
    Effect.gen(function* () {
      const criteria = { field: { api_name: "Email_Opt_Out" }, comparator: "equal", value: false }
      const seen: Array<string> = []
      let json: object = { query: { ...contacts.query, criteria } }
      for (let page = 1; page <= 4; page++) {
        const job = yield* readJob(json as never)
        seen.push(...(yield* rowsOfJob(job.id)).map(([, email]) => email ?? ""))
        json = { query: { page_token: job.result.next_page_token ?? "" } }
      }
      const expected = [1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17, 18, 19].map((n) => `contact${n}@example.com`)
      assert.deepStrictEqual(seen, expected)
    }).pipe(Effect.provide(zoho({ records: { Contacts: 20 }, recordsPerPage: 4 }))),
  )

  it.effect("are numbered up to v6, without tokens", () =>
    Effect.gen(function* () {
      const json = { query: { ...contacts.query, page: 3 } }
      for (const version of ["v3", "v6"]) {
        const first = yield* readJob(contacts, version)
        assert.strictEqual(first.result.more_records, true)
        assert.notProperty(first.result, "next_page_token")
        const third = yield* readJob(json, version)
        assert.deepInclude(third.result, { page: 3, count: 2, more_records: false })
        assert.deepStrictEqual(
          (yield* rowsOfJob(third.id, version)).map(([, email]) => email),
          ["contact9@example.com", "contact10@example.com"],
        )
        const refused = yield* ask("POST", `/crm/bulk/${version}/read`, { json: { query: { page_token: "ab" } } })
        assert.strictEqual(refused.status, 400)
      }
    }).pipe(Effect.provide(zoho({ records: { Contacts: 10 }, recordsPerPage: 4 }))),
  )

  it.effect("cannot be gone on with after a day, or with a token that is not one", () =>
    Effect.gen(function* () {
      const { result } = yield* readJob(contacts)
      const follow = (token: string, more = {}) =>
        ask("POST", "/crm/bulk/v8/read", { json: { query: { page_token: token, ...more } } })
      assert.strictEqual(errorIn(yield* follow("abc")).code, "INVALID_DATA")
      const mixed = yield* follow(result.next_page_token, { fields: ["Email"] })
      assert.strictEqual(errorIn(mixed).code, "INVALID_REQUEST")
      yield* TestClock.adjust("1 day")
      const expired = yield* follow(result.next_page_token)
      assert.strictEqual(expired.status, 400)
      assert.strictEqual(errorIn(expired).code, "EXPIRED_VALUE")
    }).pipe(Effect.provide(zoho({ records: { Contacts: 10 }, recordsPerPage: 4 }))),
  )
})
