import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { zohoBulk } from "../../support/commandLine.ts"
import { machine } from "../../support/onDisk.ts"
import { startEmulator } from "../../support/emulatorProcess.ts"
import { thisRuntime } from "../../support/processes.ts"

describe("`zoho-bulk emulator`", () => {
  it.effect.each([
    { flags: ["--records", "Contacts"], said: "records as Contacts=450000,Leads=1000, not Contacts" },
    { flags: ["--records", "Contacts=many"], said: "not Contacts=many" },
    { flags: ["--scopes", "bulk"], said: "scopes as ZohoCRM.bulk.READ,ZohoCRM.modules.ALL, not bulk" },
    { flags: ["--faults", "nowhere.json"], said: "nowhere.json cannot be read" },
    { flags: ["--mishaps", "nowhere.json"], said: "nowhere.json cannot be read" },
    { flags: ["--faults", "a.json", "--mishaps", "b.json"], said: "--faults and --mishaps were both given" },
    { flags: ["--explain", "--faults", "a.json", "--mishaps=a.json"], said: "Use --faults alone" },
    { flags: ["--job-duration", `${"9".repeat(400)}s`], said: "jobDuration is " },
  ])("does not take $flags, and says why with exit code 2", ({ flags, said }) =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(["emulator", ...flags])
      assert.strictEqual(run.exitCode, 2)
      assert.include(run.stderr.replaceAll(/\s+/g, " "), said)
    }),
  )

  it.effect.each([
    { text: "[{", said: "faults.json is not JSON" },
    { text: '{"does": "throttled"}', said: "faults.json is not a list of faults: faults is {" },
    { text: '[{"does": "explode"}]', said: 'faults[0].does is "explode"' },
    { text: '[{"does": "throttled", "operation": "getReedJob"}]', said: "Use one of: createReadJob, getReadJob," },
    { text: '[{"does": "throttled", "nth": 1, "when": "now"}]', said: "Unknown option faults[0].when" },
  ])("takes no file of faults that holds $text, and says why with exit code 2", ({ said, text }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const { path, run, write } = yield* machine()
        write("faults.json", text)
        for (const flag of ["--faults", "--mishaps"]) {
          const { exitCode, stderr } = yield* run(["emulator", flag, path("faults.json")])
          assert.strictEqual(exitCode, 2)
          assert.include(stderr.replaceAll(/\s+/g, " "), said)
        }
      }),
    ),
  )

  it.effect("names `--faults` in its help, and not the name that the flag once had", () =>
    Effect.gen(function* () {
      const { stdout } = yield* zohoBulk(["emulator", "--help"])
      assert.match(stdout, /^ {2}--faults <file> /m)
      assert.notInclude(stdout, "mishap")
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
