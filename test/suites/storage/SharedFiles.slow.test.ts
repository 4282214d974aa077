import { readdirSync, readFileSync } from "node:fs"
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { emulatorProcess } from "../../support/emulatorProcess.ts"
import { runProcess } from "../../support/processes.ts"
import type { RuntimeName } from "../../support/runtime.ts"
import { scriptWords } from "../../support/scripts.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const runtimes: ReadonlyArray<RuntimeName> = ["node", "deno", "node", "deno", "node", "deno", "node", "deno"]
const names = runtimes.map((runtime, nth) => `${runtime}-${nth}`)

const keeper = "test/support/tokenKeeper.ts"
const keeperOn = {
  node: ["node", keeper],
  deno: [scriptWords("zoho-bulk:deno")[0] ?? "", "run", "-A", keeper],
}

const login = ["auth", "login", "--client-id", "emulator", "--code", "emulator"]

it.live("8 processes on the shared files lose no change, on both runtimes together", () =>
  Effect.scoped(
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const origin = yield* emulatorProcess()
      const env = { XDG_CONFIG_HOME: folder, XDG_STATE_HOME: folder, ZOHO_API_DOMAIN: origin }
      const tokens = `${folder}/zoho-bulk/tokens.json`
      const changes = runtimes.flatMap((runtime, nth) => {
        const name = names[nth] ?? ""
        return [
          runProcess(runtime, [...login, "--profile", name], { env: { ...env, ZOHO_CLIENT_SECRET: "emulator" } }),
          runProcess(runtime, [tokens, name], { command: keeperOn[runtime] }),
        ]
      })
      for (const { exitCode, stderr } of yield* Effect.promise(() => Promise.all(changes))) {
        assert.strictEqual(exitCode, 0, stderr)
      }
      const profiles = JSON.parse(readFileSync(`${folder}/zoho-bulk/profiles.json`, "utf8"))
      assert.sameMembers(Object.keys(profiles), names)
      const { grants } = JSON.parse(readFileSync(tokens, "utf8"))
      const kept = names.flatMap((name) => Array.from({ length: 10 }, (_, nth) => `${name} ${nth}`))
      assert.includeMembers(Object.keys(grants), kept)
      assert.sameMembers(readdirSync(`${folder}/zoho-bulk`), ["profiles.json", "tokens.json"])
    }),
  ),
)
