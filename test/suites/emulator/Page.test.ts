import { createHash } from "node:crypto"
import { assert, describe, it } from "@effect/vitest"
import { LoopbackServer } from "@zoho-bulk/core/cli"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer, type Schema } from "effect"
import { HttpBody, HttpClient, HttpClientRequest } from "effect/http"
import { ask } from "../../support/emulatedZoho.ts"
import { runner } from "../../support/runner.ts"

const around = (options: Emulator.EmulatorOptions = {}) =>
  Layer.mergeAll(
    Emulator.layer({ jobDuration: 60_000, ...options }),
    runner.layerLoopbackServer,
    runner.layerHttpClient,
  )

const served = Effect.gen(function* () {
  const { app } = yield* Emulator.Emulator
  const { port } = yield* (yield* LoopbackServer).serve(app, 0)
  const origin = `http://127.0.0.1:${port}`
  const press = (path: string, form: Readonly<Record<string, string>> = {}, headers = {}) =>
    Effect.gen(function* () {
      const client = yield* HttpClient.HttpClient
      const request = HttpClientRequest.make("POST")(`${origin}${path}`, {
        headers,
        body: HttpBody.text(new URLSearchParams(form).toString(), "application/x-www-form-urlencoded"),
      })
      return (yield* client.execute(request)).status
    })
  const page = Effect.map(ask("GET", `${origin}/?paused`, { headers: {} }), ({ body }) => String(body))
  const order = Effect.map(
    ask("POST", `${origin}/crm/bulk/v8/read`, { json: { query: { module: { api_name: "Leads" } } } }),
    ({ body }) => String(body.data[0].details.id),
  )
  const details = (id: string) => ask("GET", `${origin}/crm/bulk/v8/read/${id}`)
  return { details, order, origin, page, press }
})

describe("the emulator's page", () => {
  it.live("shows jobs, requests, credits and records, with tables that say what they hold", () =>
    Effect.gen(function* () {
      const { order, page } = yield* served
      const id = yield* order
      const text = yield* page
      for (const part of [
        `<tr id="job-${id}">`,
        '<progress max="100"',
        "POST /crm/bulk/v8/read",
        "50 of 100,000 API credits are spent",
        '<td data-heading="Records">2,500</td>',
        '<html lang="en">',
        'name="viewport"',
        '<th scope="col">State</th>',
      ]) {
        assert.include(text, part)
      }
      assert.match(text, /<caption>\s*Jobs, latest first\s*<\/caption>/)
    }).pipe(Effect.scoped, Effect.provide(around({ records: { Leads: 2_500 } }))),
  )

  it.live("shows the query of a request, without what is secret in it, and the fault that it met", () =>
    Effect.gen(function* () {
      const { origin, page } = yield* served
      yield* ask("GET", `${origin}/crm/v8/settings/fields?module=Leads&access_token=hush-hush`)
      const text = yield* page
      assert.match(text, /GET \/crm\/v8\/settings\/fields\?module=Leads&amp;access_token=[0-9a-f]{8}</)
      assert.include(text, '<td data-heading="Fault">throttled</td>')
      assert.notInclude(text, "hush-hush")
    }).pipe(Effect.scoped, Effect.provide(around({ faults: [{ operation: "getFields", nth: 1, does: "throttled" }] }))),
  )

  it.live("is made anew every two seconds where no scripts run, unless somebody wants it to hold still", () =>
    Effect.gen(function* () {
      const { origin, page } = yield* served
      assert.include(
        String((yield* ask("GET", origin, { headers: {} })).body),
        '<noscript><meta http-equiv="refresh" content="2" /></noscript>',
      )
      assert.notInclude(yield* page, "http-equiv")
    }).pipe(Effect.scoped, Effect.provide(around())),
  )

  it.live("finishes a job by a button", () =>
    Effect.gen(function* () {
      const { details, order, page, press } = yield* served
      const id = yield* order
      assert.include(yield* page, `action="/_emulator/jobs/${id}/finish"`)
      assert.strictEqual((yield* details(id)).body.data[0].state, "ADDED")
      assert.strictEqual(yield* press(`/_emulator/jobs/${id}/finish`), 303)
      assert.strictEqual((yield* details(id)).body.data[0].state, "COMPLETED")
    }).pipe(Effect.scoped, Effect.provide(around())),
  )

  it.live("arms a fault for the next request by a button, and disarms them", () =>
    Effect.gen(function* () {
      const { details, order, page, press } = yield* served
      const id = yield* order
      assert.strictEqual(yield* press("/_emulator/faults", { operation: "getReadJob", does: "failing" }), 303)
      assert.match(yield* page, />failing<.*\n.*>getReadJob<.*armed</)
      assert.strictEqual((yield* details(id)).status, 500)
      assert.strictEqual((yield* details(id)).status, 200)
      assert.strictEqual(yield* press("/_emulator/faults/clear"), 303)
      assert.include(yield* page, "Nothing so far.")
      assert.strictEqual(yield* press("/_emulator/faults", { does: "nonsense" }), 400)
    }).pipe(Effect.scoped, Effect.provide(around())),
  )

  it.live("arms faults that are posted as JSON, as a file has them, and by a form with all keys", () =>
    Effect.gen(function* () {
      const { details, order, origin, press } = yield* served
      const id = yield* order
      const post = (json: Schema.Json) => ask("POST", `${origin}/_emulator/faults`, { headers: {}, json })
      const armed = yield* post([{ path: "/bulk/v8/", method: "GET", nth: [2, 3], does: "throttled", retryAfter: 9 }])
      assert.deepStrictEqual(
        [armed.status, armed.body.faults],
        [200, [{ path: "/bulk/v8/", method: "GET", nth: [2, 3], does: "throttled", retryAfter: 9, seen: 0 }]],
      )
      const both = yield* post({ operation: "getReadJob", nth: 4, does: "failing" })
      assert.lengthOf(both.body.faults, 2)
      const listed = yield* ask("GET", `${origin}/_emulator/faults`, { headers: {} })
      assert.deepStrictEqual([listed.status, listed.body], [200, both.body])
      yield* press("/_emulator/faults", { operation: "getReadJob", does: "throttled", nth: "5,6", retryAfter: "7" })
      const answers = yield* Effect.all(Array.from({ length: 6 }, () => details(id)))
      assert.deepStrictEqual(
        answers.map(({ headers, status }) => [status, headers["retry-after"]]),
        [
          [200, undefined],
          [429, "9"],
          [429, "9"],
          [500, undefined],
          [429, "7"],
          [429, "7"],
        ],
      )
    }).pipe(Effect.scoped, Effect.provide(around())),
  )

  it.live.each([
    { text: '[{"does": "trottled"}]', said: 'faults[0].does is "trottled". Use one of: throttled, ' },
    { text: '{"does": "late", "mills": 5}', said: "Unknown option faults[0].mills. The keys of a fault are: " },
    { text: "[{", said: "This is not JSON.", isOfWrongShape: true },
    { text: "[7]", said: "faults[0] is 7.", isOfWrongShape: true },
    { text: "operation=getReadJob", said: "faults[0].does is undefined. Use one of: throttled, " },
    { text: "does=late&nth=soon", said: 'faults[0].nth is "soon". Use a whole number, 1 or more' },
    {
      text: '[{"operation": "getOrganization", "does": "job-fails"}]',
      said: 'faults[0].operation is "getOrganization", which job-fails never affects. Use one of: createReadJob, createWriteJob',
    },
  ])("arms no fault from $text, and says why, and what is accepted where it is nothing of that", (row) =>
    Effect.gen(function* () {
      const { isOfWrongShape = false, said, text } = row
      const { origin } = yield* served
      const body = HttpBody.text(text, "application/x-www-form-urlencoded")
      const refused = yield* ask("POST", `${origin}/_emulator/faults`, { headers: {}, body })
      assert.strictEqual(refused.status, 400)
      assert.include(refused.body, said)
      assert.strictEqual(String(refused.body).includes("a list of faults as for --faults"), isOfWrongShape)
    }).pipe(Effect.scoped, Effect.provide(around())),
  )

  it.live("shows what came from outside as text, and lets no other page press its buttons", () =>
    Effect.gen(function* () {
      const { origin, page, press } = yield* served
      yield* ask("GET", `${origin}/%3Cscript%3E"'<b>`)
      assert.notInclude(yield* page, "<b>")
      assert.strictEqual(yield* press("/_emulator/faults/clear", {}, { origin: "https://evil.example" }), 403)
    }).pipe(Effect.scoped, Effect.provide(around())),
  )

  it.live("may have its own style and script and no other, and be part of nobody's page", () =>
    Effect.gen(function* () {
      const { origin, page } = yield* served
      const { headers } = yield* ask("GET", origin, { headers: {} })
      const policy = String(headers["content-security-policy"])
      for (const [element, directive] of [
        ["style", "style-src"],
        ["script", "script-src"],
      ] as const) {
        const [[, own = ""] = [], ...others] = (yield* page).matchAll(
          new RegExp(`<${element}>(.*?)</${element}>`, "gs"),
        )
        assert.lengthOf(others, 0)
        const digest = createHash("sha256").update(own).digest("base64")
        assert.include(policy, `${directive} 'sha256-${digest}';`)
      }
      assert.include(policy, "default-src 'none';")
      assert.include(policy, "frame-ancestors 'none'")
    }).pipe(Effect.scoped, Effect.provide(around())),
  )
})
