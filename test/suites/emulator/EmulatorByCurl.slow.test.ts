import { existsSync, readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { emulatedOnPort } from "../../support/emulatedOnPort.ts"
import { codeBlocks, repositoryFile } from "../../support/examples.ts"
import { runProcess } from "../../support/processes.ts"
import { runner } from "../../support/runner.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const walk = codeBlocks(repositoryFile("docs/emulator.md")).filter(
  ({ info, language }) => language === "sh" && info === "",
)

describe("the walk by curl in docs/emulator.md", () => {
  it.live("reads, writes, meets a fault and looks at the state, as it stands there", () =>
    Effect.gen(function* () {
      assert.lengthOf(walk, 1)
      const shown = "http://127.0.0.1:4150"
      const { emulator, origin } = yield* emulatedOnPort({ jobDuration: "1 second" })
      const text = walk.map(({ code }) => code).join("\n")
      assert.include(text, shown)
      const cwd = yield* temporaryFolder
      const { exitCode, stderr, stdout } = yield* Effect.promise(() =>
        runProcess("node", [], {
          command: ["/bin/sh", "-eu", "-c", text.replace(shown, origin)],
          cwd,
          env: { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: cwd },
        }),
      )
      assert.deepStrictEqual({ exitCode, stderr }, { exitCode: 0, stderr: "" }, stdout)
      const [token = "", added, , status, moved = ""] = stdout.trim().split("\n")
      assert.match(token, /^\{"access_token":"1000\./)
      assert.strictEqual(added, '"added_count":1')
      assert.strictEqual(status, "429")
      const { now } = JSON.parse(moved)
      assert.isAbove(new Date(now).getTime(), Date.now() + 3_500_000)
      assert.include(readFileSync(`${cwd}/answer.json`, "utf8"), "TOO_MANY_REQUESTS")
      assert.isTrue(existsSync(`${cwd}/leads.zip`))
      const { faults, requests } = JSON.parse(readFileSync(`${cwd}/state.json`, "utf8"))
      assert.deepStrictEqual(faults, [])
      assert.include(JSON.stringify(requests), "createWriteJob")
      assert.lengthOf(yield* emulator.records("Leads"), 121)
    }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
  )
})
