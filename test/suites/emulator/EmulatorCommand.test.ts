import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { zohoBulk } from "../../support/commandLine.ts"
import { startEmulator } from "../../support/emulatorProcess.ts"
import { thisRuntime } from "../../support/processes.ts"

describe("`zoho-bulk emulator`", () => {
  it.effect.each([
    { flags: ["--records", "Contacts"], said: "records as Contacts=450000,Leads=1000, not Contacts" },
    { flags: ["--records", "Contacts=many"], said: "not Contacts=many" },
    { flags: ["--scopes", "bulk"], said: "scopes as ZohoCRM.bulk.READ,ZohoCRM.modules.ALL, not bulk" },
    { flags: ["--mishaps", "nowhere.json"], said: "nowhere.json cannot be read" },
  ])("does not take $flags, and says why with exit code 2", ({ flags, said }) =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(["emulator", ...flags])
      assert.strictEqual(run.exitCode, 2)
      assert.include(run.stderr.replaceAll(/\s+/g, " "), said)
    }),
  )

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
      assert.strictEqual((yield* Effect.promise(stop)).exitCode, 143)
    }),
  )
})
