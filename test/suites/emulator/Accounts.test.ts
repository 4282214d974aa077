import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { HttpBody } from "effect/http"
import { TestClock } from "effect/testing"
import { ask, zoho } from "../../support/emulatedZoho.ts"

const url = "https://accounts.zoho.com/oauth/v2/token"

const grant = {
  grant_type: "refresh_token",
  client_id: "emulator",
  client_secret: "emulator",
  refresh_token: "emulator",
}

const post = (parameters: Readonly<Record<string, string>>, address = url) =>
  ask("POST", `${address}?${new URLSearchParams(parameters)}`, { headers: {} })

const org = (token: string) => ask("GET", "/crm/v8/org", { headers: { authorization: `Zoho-oauthtoken ${token}` } })

describe("the emulator's accounts server", () => {
  it.effect("takes a grant in the query, as a form and in parts", () =>
    Effect.gen(function* () {
      const parts = new FormData()
      for (const [name, value] of Object.entries(grant)) parts.append(name, value)
      const answers = [
        yield* post(grant),
        yield* ask("POST", url, {
          headers: {},
          body: HttpBody.text(new URLSearchParams(grant).toString(), "application/x-www-form-urlencoded"),
        }),
        yield* ask("POST", url, { headers: {}, body: HttpBody.formData(parts) }),
      ]
      for (const { body, status } of answers) {
        assert.strictEqual(status, 200)
        assert.deepInclude(body, {
          api_domain: "https://www.zohoapis.com",
          token_type: "Bearer",
          expires_in: 3600,
        })
        assert.notProperty(body, "refresh_token")
        assert.strictEqual((yield* org(body.access_token)).body.org[0].zgid, "694902309")
      }
      assert.strictEqual(new Set(answers.map(({ body }) => body.access_token)).size, 3)
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("names the API domain of the data centre that was asked", () =>
    Effect.gen(function* () {
      const { body } = yield* post(grant, "https://accounts.zohocloud.ca/oauth/v2/token")
      assert.strictEqual(body.api_domain, "https://www.zohoapis.ca")
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("gives tokens that live for an hour, and says until when", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 10, 22, 3, 29, 37))
      const { access_token: token } = (yield* post(grant)).body
      assert.strictEqual((yield* org(token)).headers["x-accesstoken-reset"], "2026-11-22T09:59:37+05:30")
      yield* TestClock.adjust(3_599_999)
      assert.strictEqual((yield* org(token)).status, 200)
      yield* TestClock.adjust(1)
      const { body, status } = yield* org(token)
      assert.deepStrictEqual([status, body.code], [401, "INVALID_TOKEN"])
    }).pipe(Effect.provide(zoho())),
  )

  it.effect.each([
    { wrong: "refresh token", error: "invalid_code", sent: { refresh_token: "1000.a.b" } },
    { wrong: "client id", error: "invalid_client", sent: { client_id: "1000.A" } },
    { wrong: "client secret", error: "invalid_client_secret", sent: { client_secret: "b" } },
  ])("answers a wrong $wrong with $error, and HTTP 200", ({ error, sent }) =>
    Effect.gen(function* () {
      const { body, status } = yield* post({ ...grant, ...sent })
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(body, { error })
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("exchanges a grant code for a refresh token that works", () =>
    Effect.gen(function* () {
      const { refresh_token: _, ...client } = grant
      const { body } = yield* post({ ...client, grant_type: "authorization_code", code: "emulator" })
      assert.strictEqual((yield* org(body.access_token)).status, 200)
      const renewed = yield* post({ ...grant, refresh_token: body.refresh_token })
      assert.isString(renewed.body.access_token)
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("denies the eleventh token within ten minutes, and no longer than that", () =>
    Effect.gen(function* () {
      for (let n = 1; n <= 10; n++) assert.isString((yield* post(grant)).body.access_token)
      const { body, status } = yield* post(grant)
      assert.strictEqual(status, 400)
      assert.deepStrictEqual(body, {
        error_description: "You have made too many requests continuously. Please try again after some time.",
        error: "Access Denied",
        status: "failure",
      })
      yield* TestClock.adjust("9 minutes")
      assert.strictEqual((yield* post(grant)).status, 400)
      yield* TestClock.adjust("1 minute")
      assert.isString((yield* post(grant)).body.access_token)
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("revokes a refresh token, and with it the tokens that it gave", () =>
    Effect.gen(function* () {
      const { access_token: token } = (yield* post(grant)).body
      const revoked = yield* post({ token: "emulator" }, `${url}/revoke`)
      assert.deepStrictEqual(revoked.body, { status: "success" })
      assert.strictEqual((yield* org(token)).status, 401)
      assert.deepStrictEqual((yield* post(grant)).body, { error: "invalid_code" })
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("knows no tokens of another data centre, where it lives in one", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* post(grant)).body, { error: "invalid_client" })
      const { access_token: token } = (yield* post(grant, "https://accounts.zoho.eu/oauth/v2/token")).body
      const headers = { authorization: `Zoho-oauthtoken ${token}` }
      assert.strictEqual((yield* ask("GET", "https://www.zohoapis.eu/crm/v8/org", { headers })).status, 200)
      assert.strictEqual((yield* ask("GET", "https://www.zohoapis.com/crm/v8/org", { headers })).status, 401)
    }).pipe(Effect.provide(zoho({ dataCenter: "eu" }))),
  )
})
