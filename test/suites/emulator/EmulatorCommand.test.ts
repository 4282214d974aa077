import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { zohoBulk } from "../../support/commandLine.ts"
import { runProcess, thisRuntime } from "../../support/processes.ts"

describe("`zoho-bulk emulator`", () => {
  it.effect.each([
    { flags: ["--records", "Contacts"], said: "records as Contacts=450000,Leads=1000, not Contacts" },
    { flags: ["--records", "Contacts=many"], said: "not Contacts=many" },
    { flags: ["--mishaps", "nowhere.json"], said: "nowhere.json cannot be read" },
  ])("does not take $flags, and says why with exit code 2", ({ flags, said }) =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(["emulator", ...flags])
      assert.strictEqual(run.exitCode, 2)
      assert.include(run.stderr.replaceAll(/\s+/g, " "), said)
    }),
  )

  it.live(`serves as many records as it is told to, on ${thisRuntime}`, () =>
    Effect.gen(function* () {
      let stop = (_signal: "SIGINT" | "SIGTERM"): void => {}
      let seen = ""
      let listening = (_url: string): void => {}
      const url = new Promise<string>((resolve) => (listening = resolve))
      const args = ["emulator", "--port", "0", "--json", "--records", "Contacts=450000,Cars=3"]
      const served = runProcess(thisRuntime, args, {
        onStart: (kill) => (stop = kill),
        onStdout: (text) => {
          seen += text
          if (seen.endsWith("}\n")) listening(String(JSON.parse(seen).url))
        },
      })
      const answer = yield* Effect.promise(async () => fetch(`${await url}/_emulator/state`))
      const { records } = yield* Effect.promise(() => answer.json())
      stop("SIGTERM")
      assert.deepInclude(records, { Contacts: 450_000, Cars: 3, Leads: 120 })
      assert.strictEqual((yield* Effect.promise(() => served)).exitCode, 143)
    }),
  )
})
