import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { codeBlocks, docstringExamples, exampleFolder, repositoryFile } from "../../support/examples.ts"
import { runProcess } from "../../support/processes.ts"
import { type RuntimeName, thisRuntime } from "../../support/runtime.ts"

const otherRunner = `@zoho-bulk/${thisRuntime === "node" ? "deno" : "node"}-runner`

/** The examples of a page that are of this runtime; each is a program. */
const pageExamples = (page: string) =>
  codeBlocks(repositoryFile(page))
    .filter(({ code, language }) => language === "ts" && !code.includes(otherRunner))
    .map(({ code, info }) => ({ code, file: `${page.replaceAll(/\W/g, "_")}_${info}` }))

const examples = [
  ...docstringExamples(),
  ...["README.md", "docs/library.md", "docs/values.md", "docs/durable.md", "docs/emulator.md"].flatMap(pageExamples),
]

const tsconfig = JSON.stringify({
  extends: "../../tsconfig.json",
  include: ["*.ts"],
})

const checker: Readonly<Record<RuntimeName, (folder: string) => ReadonlyArray<string>>> = {
  node: (folder) => ["tsc", "-p", folder],
  deno: (folder) => ["deno", "check", folder],
}

describe("the examples in docstrings and on pages", () => {
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
    180_000,
  )
})
