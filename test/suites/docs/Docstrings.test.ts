import { assert, describe, it } from "@effect/vitest"
import { Auth, ZohoConnection } from "@zoho-bulk/core"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer, Redacted } from "effect"
import { docstringExamples, exampleFolder, packageSources } from "../../support/examples.ts"
import { runProcess, type RuntimeName, thisRuntime } from "../../support/processes.ts"

/** What shows the other runtime's runner runs there alone. */
const isOfThisRuntime = (source: string): boolean =>
  source.startsWith("packages/core/") || source.startsWith(`packages/${thisRuntime}-runner/`)

const examples = packageSources()
  .filter(isOfThisRuntime)
  .flatMap((source) =>
    docstringExamples(source).map((code, index) => ({
      source,
      code,
      file: `${source.replaceAll(/\W/g, "_")}_${index}.ts`,
    })),
  )

/** Jobs are done when they are first looked at, so that no example waits. */
const emulated = () =>
  Layer.provideMerge(
    ZohoConnection.layer({ auth: Auth.layerAccessToken(Redacted.make(Emulator.emulatorToken)) }),
    Layer.orDie(Emulator.layerHttpClient({ jobDuration: 0 })),
  )

const tsconfig = JSON.stringify({
  extends: "../../tsconfig.json",
  include: ["*.ts"],
})

const checker: Readonly<Record<RuntimeName, (folder: string) => ReadonlyArray<string>>> = {
  node: (folder) => ["tsc", "-p", folder],
  deno: (folder) => ["deno", "check", folder],
}

describe("the examples in docstrings", () => {
  it("are there", () => {
    assert.isAbove(examples.length, 5)
  })

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

  for (const { code, file, source } of examples) {
    it.live(`that of ${source} runs, and so does every effect that it defines`, () =>
      Effect.scoped(
        Effect.gen(function* () {
          const folder = yield* exampleFolder({ [file]: code })
          const module: Record<string, unknown> = yield* Effect.promise(() => import(`${folder}/${file}`))
          const defined = Object.values(module)
          assert.isAbove(defined.length, 0)
          for (const value of defined.filter(Effect.isEffect)) {
            const effect = value as Effect.Effect<unknown, Error, ZohoConnection>
            yield* Effect.provide(effect, emulated())
          }
        }),
      ),
    )
  }
})
