import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Effect } from "effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { codeBlocks, repositoryFile } from "../support/examples.ts"
import { emulatorProcess } from "../support/emulatorProcess.ts"
import { programs, run, runPnpm } from "./run.ts"
import { makeWorkspace, type Workspace } from "./workspace.ts"

let workspace: Workspace

beforeAll(async () => {
  workspace = await makeWorkspace()
})

afterAll(() => workspace[Symbol.dispose]())

const runs = (cwd: string) =>
  Effect.gen(function* () {
    const origin = yield* emulatorProcess()
    const env = { ZOHO_ACCESS_TOKEN: "emulator", ZOHO_API_DOMAIN: origin }
    return yield* Effect.promise(() => run(programs.node, ["nightly.ts"], { cwd, env }))
  }).pipe(Effect.scoped, Effect.runPromise)

const done = { code: 0, stderr: "", stdout: "write completed\n" }

describe("a service in the same workspace", () => {
  it("runs as it is", async () => {
    assert.deepStrictEqual(await runs(workspace.service), done)
  })

  it("is checked by a strict compiler, set as docs/library.md shows", async () => {
    const settings = JSON.parse(readFileSync(join(workspace.service, "tsconfig.json"), "utf8"))
    const shown = codeBlocks(repositoryFile("docs/library.md")).filter(({ language }) => language === "json")
    assert.deepInclude(
      shown.map(({ code }) => JSON.parse(code)),
      settings,
    )
    const checked = await run(programs.tsc, ["-p", ".", "--pretty", "false"], { cwd: workspace.service })
    assert.deepStrictEqual(checked, { code: 0, stderr: "", stdout: "" })
  })

  it.each([
    ["as pnpm does it", []],
    ["as pnpm once did it", ["--legacy"]],
  ])("runs where it is deployed, %s", async (_, flags) => {
    const target = join(workspace.folder, `deployed${flags.join("")}`)
    await runPnpm(["--filter", "service", "deploy", "--prod", ...flags, target], { cwd: workspace.folder })
    assert.include(readdirSync(target), "nightly.ts")
    assert.deepStrictEqual(await runs(target), done)
  })
})
