import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { HttpBody } from "effect/http"
import { TestClock } from "effect/testing"
import { ask, zoho } from "../../support/emulatedZoho.ts"

const accounts = "https://accounts.zoho.com/oauth"

const post = (path: string, parameters: Readonly<Record<string, string>>, host = accounts) =>
  ask("POST", `${host}/${path}?${new URLSearchParams(parameters)}`, { headers: {} })

const wanted = {
  grant_type: "device_request",
  client_id: "emulator",
  scope: "ZohoCRM.org.READ,ZohoCRM.bulk.READ",
  access_type: "offline",
  prompt: "consent",
}

const giveCode = (more: Readonly<Record<string, string>> = {}) => post("v3/device/code", { ...wanted, ...more })

const poll = (code: string, host?: string) =>
  post("v3/device/token", { grant_type: "device_token", client_id: "emulator", client_secret: "emulator", code }, host)

const consent = (userCode: string, answer: string, headers: Readonly<Record<string, string>> = {}) =>
  ask("POST", `${accounts}/v3/device`, {
    headers,
    body: HttpBody.text(`user_code=${userCode}&consent=${answer}`, "application/x-www-form-urlencoded"),
  })

describe("a device's code of the emulator", () => {
  it.effect("is good for five minutes and one poll in half a minute, and says where the user enters it", () =>
    Effect.gen(function* () {
      const { body } = yield* giveCode()
      assert.match(body.user_code, /^[0-9A-F]{4}-[0-9A-F]{4}$/)
      assert.match(body.device_code, /^1004\.[0-9a-f]{32}\.[0-9a-f]{32}$/)
      assert.deepInclude(body, {
        interval: 30_000,
        expires_in: 300_000,
        verification_url: "https://accounts.zoho.com/oauth/v3/device",
      })
    }).pipe(Effect.provide(zoho())),
  )

  it.effect.each<readonly [says: string, more: Readonly<Record<string, string>>]>([
    ["invalid_client", { client_id: "1004.OTHER" }],
    ["unsupported_grant_type", { grant_type: "authorization_code" }],
    ["invalid_scope", { scope: "" }],
  ])("is refused with %s", ([says, more]) =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* giveCode(more)).body, { error: says })
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("gives tokens for what was asked for, once, as soon as the user allows it", () =>
    Effect.gen(function* () {
      const { device_code: code, user_code: userCode } = (yield* giveCode()).body
      assert.deepStrictEqual((yield* poll(code)).body, { error: "authorization_pending" })
      assert.deepStrictEqual((yield* poll(code)).body, { error: "slow_down" })
      const allowed = yield* consent(userCode.toLowerCase().replace("-", " "), "allow")
      assert.include(allowed.body, "Allowed: ZohoCRM.org.READ, ZohoCRM.bulk.READ.")
      yield* TestClock.adjust("30 seconds")
      const { body } = yield* poll(code)
      assert.deepInclude(body, { scope: "ZohoCRM.org.READ ZohoCRM.bulk.READ", expires_in: 3600 })
      const renewed = yield* post("v2/token", {
        grant_type: "refresh_token",
        client_id: "emulator",
        client_secret: "emulator",
        refresh_token: body.refresh_token,
      })
      assert.strictEqual(renewed.body.scope, "ZohoCRM.org.READ ZohoCRM.bulk.READ")
      assert.deepStrictEqual((yield* poll(code)).body, { error: "invalid_code" })
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("brings no refresh token that was not asked for", () =>
    Effect.gen(function* () {
      const { device_code: code, user_code: userCode } = (yield* giveCode({ access_type: "online" })).body
      yield* consent(userCode, "allow")
      assert.notProperty((yield* poll(code)).body, "refresh_token")
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("is of no use any more once the user refuses, or five minutes later", () =>
    Effect.gen(function* () {
      const { device_code: refused, user_code: userCode } = (yield* giveCode()).body
      assert.include((yield* consent(userCode, "deny")).body, "Refused.")
      assert.deepStrictEqual((yield* poll(refused)).body, { error: "access_denied" })
      const { device_code: late, user_code: lateCode } = (yield* giveCode()).body
      yield* TestClock.adjust(300_001)
      assert.deepStrictEqual((yield* poll(late)).body, { error: "expired" })
      const { body, status } = yield* consent(lateCode, "allow")
      assert.strictEqual(status, 400)
      assert.include(body, `No program waits with the code ${lateCode}.`)
    }).pipe(Effect.provide(zoho())),
  )

  it.effect("leads to the data centre of the account, where the token is", () =>
    Effect.gen(function* () {
      const { device_code: code, user_code: userCode } = (yield* giveCode()).body
      yield* consent(userCode, "allow")
      assert.deepStrictEqual((yield* poll(code)).body, { user_location: "eu", error: "other_dc" })
      yield* TestClock.adjust("30 seconds")
      const { body } = yield* poll(code, "https://accounts.zoho.eu/oauth")
      assert.strictEqual(body.api_domain, "https://www.zohoapis.eu")
    }).pipe(Effect.provide(zoho({ dataCenter: "eu" }))),
  )

  it.effect("is entered on a page, which no other page can do for the user", () =>
    Effect.gen(function* () {
      const { user_code: userCode } = (yield* giveCode()).body
      const page = yield* ask("GET", `${accounts}/v3/device`, { headers: {} })
      assert.strictEqual(page.status, 200)
      assert.include(page.body, `<form method="post" action="/oauth/v3/device">`)
      assert.include(page.headers["content-security-policy"], "form-action 'self'")
      assert.strictEqual((yield* consent(userCode, "allow", { origin: "https://elsewhere.example" })).status, 403)
      assert.strictEqual((yield* consent(userCode, "perhaps")).status, 400)
      assert.strictEqual((yield* consent(userCode, "allow", { origin: "https://accounts.zoho.com" })).status, 200)
    }).pipe(Effect.provide(zoho())),
  )
})
