import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { codeBlocks, repositoryFile } from "../../support/examples.ts"
import { installedCommand } from "../../support/installedCommand.ts"
import { runProcess } from "../../support/processes.ts"
import { scriptWords } from "../../support/scripts.ts"

const blocks = codeBlocks(repositoryFile("README.md"))

/** The commands of a session at a terminal, each with what it writes. */
const stepsOf = (session: string) =>
  session
    .split(/^\$ /m)
    .slice(1)
    .map((step) => {
      const [line = "", ...written] = step.split("\n")
      return { line, written: written.join("\n") }
    })

/** How long something took differs from run to run, and where files lie from machine to machine. */
const steady = (text: string, folder: string): string =>
  text
    .replaceAll(/\b\d+ s\b/g, "2 s")
    .replaceAll(/\b\d+ credits\b/g, "54 credits")
    .replaceAll(`${folder}/`, "…/")

describe("the README", () => {
  for (const { code } of blocks.filter(({ info, language }) => language === "sh" && info !== "no-run")) {
    for (const line of code.trim().split("\n")) {
      const [, script = ""] = /^npx --yes pnpm@12 (\S+)$/.exec(line) ?? []
      it.live(script === "test" ? "its test command is the one that runs this" : `its line \`${line}\` runs`, () =>
        Effect.gen(function* () {
          const command = scriptWords(script)
          assert.isAbove(command.length, 0, `there is no script ${script}`)
          if (script === "test") return
          const result = yield* Effect.promise(() => runProcess("node", [], { command }))
          assert.strictEqual(result.exitCode, 0, result.stderr)
          assert.notStrictEqual(result.stdout, "")
        }),
      )
    }
  }

  it.live("its first 60 seconds go as they are shown", () =>
    Effect.gen(function* () {
      const steps = blocks.filter(({ language }) => language === "console").flatMap(({ code }) => stepsOf(code))
      assert.isAbove(steps.length, 3)
      const { PATH, folder, variables } = yield* installedCommand
      const env = { HOME: folder, PATH, ...variables }
      for (const { line, written } of steps) {
        const command = ["/bin/sh", "-c", line]
        const { stderr, stdout } = yield* Effect.promise(() => runProcess("node", [], { command, cwd: folder, env }))
        assert.strictEqual(steady(stdout, folder), written, `${line}\n${stderr}`)
      }
    }).pipe(Effect.scoped),
  )
})
