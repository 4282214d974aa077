import { assert, describe, it } from "@effect/vitest"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { getJobDetails, layerFromConfig } from "@zoho-bulk/core"
import { InvalidSettings } from "@zoho-bulk/core/Failure"
import { ConfigProvider, Effect, Layer, Redacted } from "effect"
import { json } from "../../support/answers.ts"
import { ScriptedZoho, sentRequests } from "../../support/ScriptedZoho.ts"
import { readBody } from "../../support/samples.ts"

const grant = { ZOHO_CLIENT_ID: "1000.X", ZOHO_CLIENT_SECRET: "5ec2e7", ZOHO_REFRESH_TOKEN: "1000.5ec2e7.70cea" }

/** What a program fails with whose environment is this; nothing may be sent. */
const failureWith = (env: Record<string, string>) =>
  Effect.gen(function* () {
    const failure = yield* Effect.flip(Layer.build(layerFromConfig()))
    assert.deepStrictEqual(yield* sentRequests, [])
    assert.instanceOf(failure, InvalidSettings)
    return failure
  }).pipe(
    Effect.provideService(ConfigProvider.ConfigProvider, ConfigProvider.fromEnvRecord(env)),
    Effect.provide(ScriptedZoho.layer([])),
  )

describe("`layerAccessToken()`", () => {
  it.effect.each([
    { token: "", problem: "it is empty" },
    { token: "1000.abc\n", problem: "it contains a line break" },
    { token: "1000.abc\r\nX-Evil: 1", problem: "it contains a line break" },
    { token: "1000 abc", problem: "that headers do not allow" },
    { token: "1000.äbc", problem: "that headers do not allow" },
    { token: "1000.abc\u0000", problem: "that headers do not allow" },
  ])("fails on $token: $problem", ({ problem, token }) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(Layer.build(layerAccessToken(Redacted.make(token))))
      assert.deepStrictEqual(failure.settings, ["token"])
      assert.include(failure.problem, problem)
      assert.include(failure.problem, "The token given in code is not a valid access token")
      assert.notInclude(failure.message, "ZOHO_")
      assert.include(failure.remedy, "access_token")
      if (token !== "") assert.notInclude(failure.message, token.trim())
    }),
  )
})

describe("`layerFromConfig()`", () => {
  it.effect("fails without a token, and says which variable to set", () =>
    Effect.gen(function* () {
      const failure = yield* failureWith({})
      assert.deepStrictEqual(failure.settings, ["ZOHO_ACCESS_TOKEN"])
      assert.include(failure.message, "There is no access token")
      assert.include(failure.remedy, "ZOHO_ACCESS_TOKEN")
    }),
  )

  it.effect("takes an empty token for none", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* failureWith({ ZOHO_ACCESS_TOKEN: "" })).problem, "There is no access token")
    }),
  )

  it.effect("fails on a token with a line break in it", () =>
    Effect.gen(function* () {
      const failure = yield* failureWith({ ZOHO_ACCESS_TOKEN: "1000.5ec2e7\n" })
      assert.include(failure.problem, "line break")
      assert.notInclude(failure.message, "5ec2e7")
    }),
  )

  it.effect("fails on a token and a refresh-token grant side by side, and names all of them", () =>
    Effect.gen(function* () {
      const failure = yield* failureWith({ ZOHO_ACCESS_TOKEN: "1000.a.b", ...grant })
      assert.deepStrictEqual(failure.settings, [
        "ZOHO_ACCESS_TOKEN",
        "ZOHO_CLIENT_ID",
        "ZOHO_CLIENT_SECRET",
        "ZOHO_REFRESH_TOKEN",
      ])
      for (const name of failure.settings) assert.include(failure.message, name)
      assert.notInclude(failure.message, "5ec2e7")
    }),
  )

  it.effect.each([
    { missing: ["ZOHO_CLIENT_ID"] },
    { missing: ["ZOHO_CLIENT_SECRET"] },
    { missing: ["ZOHO_CLIENT_ID", "ZOHO_REFRESH_TOKEN"] },
  ])("fails on a grant without $missing, and names what is missing", ({ missing }) =>
    Effect.gen(function* () {
      const failure = yield* failureWith({ ...grant, ...Object.fromEntries(missing.map((name) => [name, ""])) })
      assert.deepStrictEqual(failure.settings, missing)
      assert.include(failure.problem, `${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not set`)
      assert.include(failure.remedy, `Set ${missing.join(" and ")} as well`)
      assert.notInclude(failure.message, "5ec2e7")
    }),
  )

  it.effect("makes tokens from a grant, at the accounts host of the settings", () =>
    Effect.gen(function* () {
      yield* getJobDetails({ kind: "read", id: "4150868000004717004" }).pipe(Effect.provide(layerFromConfig()))
      assert.deepStrictEqual(
        (yield* sentRequests).map(({ headers, url }) => [url, headers.authorization]),
        [
          ["https://accounts.zoho.eu/oauth/v2/token", undefined],
          ["https://www.zohoapis.eu/crm/bulk/v8/read/4150868000004717004", "Zoho-oauthtoken 1000.t"],
        ],
      )
    }).pipe(
      Effect.provideService(
        ConfigProvider.ConfigProvider,
        ConfigProvider.fromEnvRecord({ ...grant, ZOHO_DATA_CENTER: "eu" }),
      ),
      Effect.provide(ScriptedZoho.layer([json({ access_token: "1000.t" }), json(readBody())])),
    ),
  )

  it.effect("takes empty variables of a grant for none", () =>
    Effect.gen(function* () {
      yield* getJobDetails({ kind: "read", id: "4150868000004717004" }).pipe(Effect.provide(layerFromConfig()))
      assert.strictEqual((yield* sentRequests)[0]?.headers.authorization, "Zoho-oauthtoken 1000.a.b")
    }).pipe(
      Effect.provideService(
        ConfigProvider.ConfigProvider,
        ConfigProvider.fromEnvRecord({ ZOHO_ACCESS_TOKEN: "1000.a.b", ZOHO_CLIENT_ID: "", ZOHO_REFRESH_TOKEN: "" }),
      ),
      Effect.provide(ScriptedZoho.layer([json(readBody())])),
    ),
  )
})
