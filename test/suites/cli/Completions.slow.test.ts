import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { runProcess } from "../../support/processes.ts"
import { thisRuntime } from "../../support/runtime.ts"

const commands = [
  "get",
  "wait",
  "download",
  "export",
  "import",
  "mirror",
  "verify",
  "resume",
  "journeys",
  "jobs",
  "doctor",
  "demo",
  "emulator",
]
describe("completions", () => {
  const script = (shell: string) => Effect.promise(() => runProcess(thisRuntime, ["--completions", shell]))

  it.live.each(["bash", "zsh", "fish"])("for %s name every command", (shell) =>
    Effect.gen(function* () {
      const { exitCode, stdout } = yield* script(shell)
      assert.strictEqual(exitCode, 0)
      for (const name of commands) assert.include(stdout, name)
    }),
  )

  it.live("for bash complete a command and a flag", () =>
    Effect.gen(function* () {
      const { stdout } = yield* script("bash")
      const complete = (...words: ReadonlyArray<string>) => {
        const ask = `COMP_WORDS=(${words.join(" ")}); COMP_CWORD=${words.length - 1}; COMP_LINE="${words.join(" ")}"; COMP_POINT=\${#COMP_LINE}`
        const call = `set -- $(complete -p zoho-bulk); while [ "$1" != -F ]; do shift; done; $2`
        const text = `${stdout}\n${ask}\n${call} zoho-bulk ${words.at(-1)}\nprintf '%s\\n' "\${COMPREPLY[@]}"`
        return Effect.promise(() => runProcess("node", ["-c", text], { command: ["/bin/bash"] }))
      }
      assert.include((yield* complete("zoho-bulk", "exp")).stdout, "export")
      assert.include((yield* complete("zoho-bulk", "export", "--fie")).stdout, "--fields")
      assert.include((yield* complete("zoho-bulk", "mir")).stdout, "mirror")
      assert.include((yield* complete("zoho-bulk", "mirror", "--soft")).stdout, "--soft-delete")
      assert.include((yield* complete("zoho-bulk", "verify", "--agai")).stdout, "--against-zoho")
    }),
  )
})
