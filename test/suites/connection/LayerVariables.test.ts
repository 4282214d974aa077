import { assert, describe, it } from "@effect/vitest"
import { layerFromConfig, ZohoConnection } from "@zoho-bulk/core"
import { connectionVariables, layerVariables } from "@zoho-bulk/core/runtime"
import { Config, Effect, Option } from "effect"
import { json } from "../../support/answers.ts"
import { ScriptedZoho, type Turn } from "../../support/ScriptedZoho.ts"
import { grant, readJob, secrets } from "../../support/tokens.ts"

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

describe("a variable that may not be read, and may be set", () => {
  const set: Readonly<Record<string, string>> = {
    ZOHO_CLIENT_ID: grant.clientId,
    ZOHO_CLIENT_SECRET: secrets.clientSecret,
    ZOHO_REFRESH_TOKEN: secrets.refreshToken,
  }

  const messageWith = (unreadable: ReadonlyArray<string>, turns: Iterable<Turn>) =>
    readJob.pipe(
      Effect.provide(layerFromConfig()),
      Effect.flip,
      Effect.map(({ message }) => message),
      Effect.provide(
        layerVariables(connectionVariables, {
          read: (name) => (unreadable.includes(name) ? undefined : set[name]),
          isReadable: (name) => !unreadable.includes(name),
        }),
      ),
      Effect.provide(ScriptedZoho.layer(turns)),
    )

  it.effect.each(["invalid_client", "invalid_code", "invalid_client_secret"])(
    "is named where the grant is refused with %s, for it may be of another data centre",
    (error) =>
      Effect.gen(function* () {
        const message = yield* messageWith(["ZOHO_DATA_CENTER"], [json({ error })])
        assert.include(message, "read ZOHO_DATA_CENTER: if it is set, add --allow-env=ZOHO_DATA_CENTER.")
      }),
  )

  it.effect("is named where the grant lacks a part", () =>
    Effect.gen(function* () {
      const message = yield* messageWith(["ZOHO_CLIENT_SECRET", "ZOHO_DATA_CENTER"], [])
      assert.include(message, "ZOHO_CLIENT_SECRET is not set")
      assert.include(message, "read ZOHO_CLIENT_SECRET: if it is set, add --allow-env=ZOHO_CLIENT_SECRET.")
    }),
  )

  it.effect("is not named where it has no part in the failure", () =>
    Effect.gen(function* () {
      assert.notInclude(yield* messageWith(["ZOHO_ORG_ID"], [json({ error: "invalid_client" })]), "Deno")
    }),
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
