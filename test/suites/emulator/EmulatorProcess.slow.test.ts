import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { startEmulator } from "../../support/emulatorProcess.ts"
import { thisRuntime } from "../../support/runtime.ts"

describe("`zoho-bulk emulator`", () => {
  it.live(`serves as many records and scopes as it is told to, on ${thisRuntime}`, () =>
    Effect.gen(function* () {
      const { stop, url } = yield* Effect.promise(() =>
        startEmulator(thisRuntime, ["--records", "Contacts=450000,Cars=3", "--scopes", "ZohoCRM.org.READ"]),
      )
      const headers = { authorization: "Zoho-oauthtoken emulator" }
      const asked = (path: string) => Effect.promise(async () => (await fetch(`${url}${path}`, { headers })).status)
      assert.deepStrictEqual(
        [yield* asked("/crm/v8/org"), yield* asked("/crm/bulk/v8/read/4150868000005376042")],
        [200, 401],
      )
      const answer = yield* Effect.promise(() => fetch(`${url}/_emulator/state`))
      const { records } = yield* Effect.promise(() => answer.json())
      assert.deepInclude(records, { Contacts: 450_000, Cars: 3, Leads: 120 })
      assert.strictEqual((yield* Effect.promise(() => stop())).exitCode, 143)
    }),
  )
})
