import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { machine } from "../../support/onDisk.ts"

describe("somebody with an account, and no variable set", () => {
  it.live("signs in at the prompts, looks around, takes rows out, puts rows in, and signs out", () =>
    Effect.gen(function* () {
      const { path, read, run, write } = yield* machine()
      const env = { ZOHO_ACCESS_TOKEN: "", TERM: "xterm" }
      const signedIn = yield* run(["auth", "login", "--data-center", "eu"], {
        env,
        terminal: "both",
        typed: ["emulator", "emulator", "emulator"],
      })
      assert.strictEqual(signedIn.exitCode, 0, signedIn.stderr)
      assert.include(signedIn.stderr, "https://api-console.zoho.eu")
      assert.include(signedIn.stderr, "ZohoCRM.bulk.ALL,ZohoCRM.modules.ALL,ZohoFiles.files.ALL,ZohoCRM.org.READ")
      assert.include(signedIn.stdout, "Emulated Organisation")
      for (const prompt of ["Client id", "Client secret", "Code"]) assert.include(signedIn.prompts, prompt)
      // The client id is shown while it is typed, and the secrets are not.
      const afterSecret = (signedIn.prompts ?? "").slice((signedIn.prompts ?? "").indexOf("Client secret"))
      assert.notInclude(afterSecret, "emulator")

      const checked = yield* run(["doctor"], { env, terminal: "both" })
      assert.strictEqual(checked.exitCode, 0, checked.stdout)
      assert.strictEqual((yield* run(["get", "4150868000005350003"], { env, terminal: "both" })).exitCode, 0)

      const file = path("leads.csv")
      const exported = yield* run(["export", "Leads", "--fields", "Last_Name,Company", "--output", file], {
        env,
        terminal: "both",
      })
      assert.strictEqual(exported.exitCode, 0, exported.stderr)
      assert.include(exported.stdout, "120 rows")

      const more = write("more.csv", `${read("leads.csv").split("\n").slice(0, 4).join("\n")}\n`)
      const imported = yield* run(["import", more, "--module", "Leads", "--operation", "update", "--find-by", "id"], {
        env,
        terminal: "both",
      })
      assert.strictEqual(imported.exitCode, 0, imported.stderr)
      assert.include(imported.stdout, "3 rows")

      assert.strictEqual((yield* run(["auth", "logout"], { env, terminal: "both" })).exitCode, 0)
      assert.strictEqual((yield* run(["get", "4150868000005350003"], { env })).exitCode, 2)
    }),
  )

  it.live("is asked again for what is empty", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const { exitCode, prompts } = yield* run(["auth", "login"], {
        env: { ZOHO_ACCESS_TOKEN: "" },
        terminal: "both",
        typed: ["\remulator", "emulator", "emulator"],
      })
      assert.include(prompts, "It cannot be empty.")
      assert.strictEqual(exitCode, 0)
    }),
  )
})
