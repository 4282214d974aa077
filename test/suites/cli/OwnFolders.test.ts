import { chmodSync, chownSync, mkdirSync, statSync } from "node:fs"
import process from "node:process"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { machine } from "../../support/onDisk.ts"

const [somebody, anybody] = [54_321, 54_322]
const args = ["jobs", "--json"]

describe("the folder of journeys", () => {
  it.live("of another user is refused, but not to root, nor to its owner, nor to who is not known", () =>
    Effect.gen(function* () {
      const { path, run } = yield* machine()
      const folder = path("state/zoho-bulk")
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      // Only root can give things away; and what is root's is nobody's in particular.
      if (process.getuid?.() === 0) chownSync(folder, somebody, somebody)
      const owner = statSync(folder).uid
      const refused = yield* run(args, { user: anybody })
      assert.notStrictEqual(refused.exitCode, 0)
      assert.include(refused.stderr, `it belongs to another user (uid ${owner})`)
      assert.include(refused.stderr, "Name a folder of your own with XDG_STATE_HOME.")
      for (const user of [0, owner, undefined]) {
        assert.strictEqual((yield* run(args, user === undefined ? {} : { user })).exitCode, 0)
      }
    }).pipe(Effect.scoped),
  )

  it.live.each([0o775, 0o757])("with mode %d is refused, with what mends it", (mode) =>
    Effect.gen(function* () {
      const { path, run } = yield* machine()
      const folder = path("state/zoho-bulk")
      mkdirSync(folder, { recursive: true })
      chmodSync(folder, mode)
      const { exitCode, stderr } = yield* run(["jobs"])
      assert.notStrictEqual(exitCode, 0)
      const words = stderr.replaceAll(/\s+/g, " ")
      assert.include(words, `others may write to it (mode 0${mode.toString(8)})`)
      assert.include(words, `chmod go-w '${folder}'. Or name another folder with XDG_STATE_HOME.`)
      chmodSync(folder, 0o755)
      assert.strictEqual((yield* run(["jobs"])).exitCode, 0)
    }).pipe(Effect.scoped),
  )
})
