import process from "node:process"
import { assert, describe, it } from "@effect/vitest"
import { getJobDetails, ZohoConnection } from "@zoho-bulk/core"
import { ConfigProvider, Effect, Layer, ManagedRuntime } from "effect"
import { answering, serve } from "../../support/loopback.ts"
import { recorded } from "../../support/recordings.ts"
import { runner } from "../../support/runner.ts"

const id = "4150868000005376042"
const details = getJobDetails({ kind: "read", id })
const dataCenter = ZohoConnection.useSync(({ settings }) => settings.dataCenter)

/** Sets variables of this process until the scope closes. */
const withVariables = (variables: Readonly<Record<string, string>>) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const before = Object.keys(variables).map((name) => [name, process.env[name]] as const)
      Object.assign(process.env, variables)
      return before
    }),
    (before) =>
      Effect.sync(() => {
        for (const [name, value] of before) {
          if (value === undefined) delete process.env[name]
          else process.env[name] = value
        }
      }),
  )

const zoho = serve(answering(recorded(`/crm/bulk/v2/read/${id}`)))

const own = (variables: Readonly<Record<string, string>>) =>
  ConfigProvider.layer(ConfigProvider.fromEnvRecord(variables))

describe("`layerFromEnvironment`", () => {
  it.live("is connected as the variables of the process say, and needs nothing else", () =>
    Effect.gen(function* () {
      const { origin, requests } = yield* zoho
      yield* withVariables({ ZOHO_ACCESS_TOKEN: "of-the-process", ZOHO_API_DOMAIN: origin, ZOHO_DATA_CENTER: "eu" })
      const job = yield* Effect.provide(details, Layer.fresh(runner.layerFromEnvironment))
      assert.strictEqual(job.state, "completed")
      assert.strictEqual(requests[0]?.headers.authorization, "Zoho-oauthtoken of-the-process")
    }).pipe(Effect.scoped),
  )

  it.live("is connected as the program's own ConfigProvider says, wherever that is provided", () =>
    Effect.gen(function* () {
      const { origin, requests } = yield* zoho
      yield* withVariables({ ZOHO_ACCESS_TOKEN: "of-the-process", ZOHO_API_DOMAIN: "http://127.0.0.1:9" })
      const variables = own({ ZOHO_ACCESS_TOKEN: "of-the-program", ZOHO_API_DOMAIN: origin })
      const environment = Layer.fresh(runner.layerFromEnvironment)
      yield* details.pipe(Effect.provide(environment), Effect.provide(variables))
      yield* Effect.provide(details, Layer.provide(environment, variables))
      const runtime = ManagedRuntime.make(Layer.provide(environment, variables))
      yield* Effect.promise(() => runtime.runPromise(details))
      yield* runtime.disposeEffect
      assert.deepStrictEqual(
        requests.map(({ headers }) => headers.authorization),
        Array.from({ length: 3 }, () => "Zoho-oauthtoken of-the-program"),
      )
    }).pipe(Effect.scoped),
  )

  it.live("takes nothing from the process where the program's own ConfigProvider lacks it", () =>
    Effect.gen(function* () {
      yield* withVariables({ ZOHO_ACCESS_TOKEN: "of-the-process", ZOHO_DATA_CENTER: "eu" })
      const environment = Layer.fresh(runner.layerFromEnvironment)
      const failure = yield* Effect.flip(dataCenter.pipe(Effect.provide(environment), Effect.provide(own({}))))
      assert.include(failure.problem, "There is no access token")
      const variables = own({ ZOHO_ACCESS_TOKEN: "of-the-program" })
      assert.strictEqual(yield* dataCenter.pipe(Effect.provide(environment), Effect.provide(variables)), "us")
    }).pipe(Effect.scoped),
  )

  it.live("reads variables that begin with a name of their own", () =>
    Effect.gen(function* () {
      const variables = ConfigProvider.fromEnvRecord({ EU_ZOHO_ACCESS_TOKEN: "t", EU_ZOHO_DATA_CENTER: "eu" })
      const connected = Layer.provide(
        Layer.fresh(runner.layerFromEnvironment),
        ConfigProvider.layer(ConfigProvider.nested(variables, "EU")),
      )
      assert.strictEqual(yield* Effect.provide(dataCenter, connected), "eu")
    }),
  )

  it.live("reads them when it is built, and not when it is imported", () =>
    Effect.gen(function* () {
      yield* withVariables({ ZOHO_ACCESS_TOKEN: "t", ZOHO_DATA_CENTER: "jp" })
      assert.strictEqual(yield* Effect.provide(dataCenter, Layer.fresh(runner.layerFromEnvironment)), "jp")
      yield* withVariables({ ZOHO_DATA_CENTER: "sa" })
      assert.strictEqual(yield* Effect.provide(dataCenter, Layer.fresh(runner.layerFromEnvironment)), "sa")
    }).pipe(Effect.scoped),
  )
})
