import { assert, describe, it } from "@effect/vitest"
import { Auth, ZohoConnection } from "@zoho-bulk/core"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer, Redacted } from "effect"
import { docstringExamples, exampleFolder } from "../../support/examples.ts"

const examples = docstringExamples()

/** Jobs are done when they are first looked at, so that no example waits. */
const emulated = Layer.provideMerge(
  ZohoConnection.layer({ auth: Auth.layerAccessToken(Redacted.make(Emulator.emulatorToken)) }),
  Layer.orDie(Emulator.layerHttpClient({ jobDuration: 0 })),
)

describe("the examples in docstrings", () => {
  it("are there", () => {
    assert.isAbove(examples.length, 5)
  })

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
            yield* Effect.provide(effect, emulated)
          }
        }),
      ),
    )
  }
})
