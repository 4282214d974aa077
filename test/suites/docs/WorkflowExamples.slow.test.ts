import { assert, describe, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import * as WorkflowEngine from "effect/workflow/WorkflowEngine"
import { docstringExamples, exampleFolder } from "../../support/examples.ts"

interface Example {
  readonly outcome: (key: string) => Effect.Effect<Option.Option<unknown>, never, WorkflowEngine.WorkflowEngine>
}

const examples = docstringExamples().filter(({ source }) => source.endsWith("/workflows/definitions.ts"))

describe("the examples of workflows", () => {
  it("are one for each workflow", () => {
    assert.lengthOf(examples, 4)
  })

  it.effect.each(examples)("ask an engine for a journey that nobody began: $file", ({ code, file }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const folder = yield* exampleFolder({ [file]: code })
        const { outcome }: Example = yield* Effect.promise(() => import(`${folder}/${file}`))
        assert.isTrue(Option.isNone(yield* outcome("contacts")))
      }),
    ).pipe(Effect.provide(WorkflowEngine.layerMemory)),
  )
})
