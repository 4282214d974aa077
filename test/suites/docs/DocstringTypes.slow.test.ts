import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { docstringExamples, exampleFolder } from "../../support/examples.ts"
import { runProcess } from "../../support/processes.ts"
import { type RuntimeName, thisRuntime } from "../../support/runtime.ts"

const examples = docstringExamples()

const tsconfig = JSON.stringify({
  extends: "../../tsconfig.json",
  include: ["*.ts"],
})

const checker: Readonly<Record<RuntimeName, (folder: string) => ReadonlyArray<string>>> = {
  node: (folder) => ["tsc", "-p", folder],
  deno: (folder) => ["deno", "check", folder],
}

describe("the examples in docstrings", () => {
  it.live(
    "are all of the right types",
    () =>
      Effect.scoped(
        Effect.gen(function* () {
          const files = Object.fromEntries(examples.map(({ code, file }) => [file, code]))
          const folder = yield* exampleFolder({ ...files, "tsconfig.json": tsconfig })
          const checked = yield* Effect.promise(() => runProcess("node", [], { command: checker[thisRuntime](folder) }))
          assert.strictEqual(checked.exitCode, 0, `${checked.stdout}${checked.stderr}`)
        }),
      ),
    60_000,
  )
})
