import { assert, describe, it } from "@effect/vitest"
import { layerFromConfig, ZohoConnection } from "@zoho-bulk/core"
import { connectionVariables, layerVariables } from "@zoho-bulk/core/runtime"
import { Config, Effect, Option } from "effect"
import { ScriptedZoho } from "../../support/ScriptedZoho.ts"

describe("`layerVariables()`", () => {
  it.effect("asks for each named variable, and for no other", () => {
    const asked: Array<string> = []
    const read = (name: string): string | undefined => {
      asked.push(name)
      return name === "ZOHO_ACCESS_TOKEN" ? "1000.a.b" : name === "ZOHO_DATA_CENTER" ? "eu" : undefined
    }
    return Effect.gen(function* () {
      assert.strictEqual((yield* ZohoConnection).settings.dataCenter, "eu")
      assert.sameMembers(asked, [...connectionVariables])
    }).pipe(
      Effect.provide(layerFromConfig()),
      Effect.provide(layerVariables(connectionVariables, { read })),
      Effect.provide(ScriptedZoho.layer([])),
    )
  })

  it.effect("knows nothing of a variable that is not named", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* Config.String("ZOHO_ORG_ID"), "of ZOHO_ORG_ID")
      assert.isTrue(Option.isNone(yield* Config.option(Config.String("PATH"))))
    }).pipe(Effect.provide(layerVariables(["ZOHO_ORG_ID"], { read: (name) => `of ${name}` }))),
  )
})

it("`connectionVariables` are those that a connection is configured from", () => {
  assert.sameMembers(
    [...connectionVariables],
    [
      "ZOHO_ACCESS_TOKEN",
      "ZOHO_CLIENT_ID",
      "ZOHO_CLIENT_SECRET",
      "ZOHO_REFRESH_TOKEN",
      "ZOHO_DATA_CENTER",
      "ZOHO_ENVIRONMENT",
      "ZOHO_API_VERSION",
      "ZOHO_API_DOMAIN",
      "ZOHO_ACCOUNTS_URL",
      "ZOHO_UPLOAD_URL",
      "ZOHO_DOWNLOAD_URL",
      "ZOHO_ORG_ID",
      "ZOHO_MAX_CONCURRENCY",
      "ZOHO_PROFILE",
    ],
  )
})
