import { mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { doctor, firstFault, grant, loginWith, nothingSet, secret } from "../../support/doctor.ts"
import { machine } from "../../support/onDisk.ts"

describe("`zoho-bulk doctor` with files that are in disorder", () => {
  it.live("finds a file of sign-ins that cannot be read, and moving it away heals it", () =>
    Effect.gen(function* () {
      const { path, run, write } = yield* machine()
      yield* run(loginWith("emulator"), { env: secret })
      write("config/zoho-bulk/profiles.json", "{ not JSON")
      const checked = yield* run(doctor, { env: nothingSet })
      assert.strictEqual(firstFault(checked)?.name, "Settings")
      assert.include(firstFault(checked)?.found, "profiles.json")
      assert.strictEqual(firstFault(checked)?.remedy, "Move it away, and sign in again with zoho-bulk auth login.")
      renameSync(path("config/zoho-bulk/profiles.json"), path("away.json"))
      yield* run(loginWith("emulator"), { env: secret })
      assert.strictEqual((yield* run(doctor, { env: nothingSet })).exitCode, 0)
    }),
  )

  it.live("is well with a file of tokens that could not be read: it is set aside", () =>
    Effect.gen(function* () {
      const { path, run, write } = yield* machine()
      yield* run(doctor, { env: grant })
      write("state/zoho-bulk/tokens.json", "{ not JSON")
      assert.strictEqual((yield* run(doctor, { env: grant })).exitCode, 0)
      const [aside = ""] = readdirSync(path("state/zoho-bulk")).filter((name) => name.endsWith(".damaged"))
      assert.strictEqual(readFileSync(path(`state/zoho-bulk/${aside}`), "utf8"), "{ not JSON")
    }),
  )

  it.live.each([
    { folder: "state", name: "Folder of journals" },
    { folder: "config", name: "Folder of sign-ins" },
  ])("finds a file in the place of the folder in $folder, and moving it away heals it", ({ folder, name }) =>
    Effect.gen(function* () {
      const { path, run, write } = yield* machine()
      mkdirSync(path(folder))
      write(`${folder}/zoho-bulk`, "")
      for (const env of [grant, {}]) {
        const checked = yield* run(doctor, { env })
        assert.strictEqual(firstFault(checked)?.name, name)
        assert.include(firstFault(checked)?.found, `${folder}/zoho-bulk`)
        assert.match(firstFault(checked)?.remedy ?? "", /^Move away/)
      }
      renameSync(path(`${folder}/zoho-bulk`), path("away"))
      assert.strictEqual((yield* run(doctor, { env: grant })).exitCode, 0)
    }),
  )
})
