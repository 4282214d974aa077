import { assert, describe, it } from "@effect/vitest"
import { awaitJourney, layerAdmission, layerRunner, layerWorkflows, Runner } from "@zoho-bulk/core/durable"
import { Effect, Layer } from "effect"
import * as WorkflowEngine from "effect/workflow/WorkflowEngine"
import { askedFor, inStore, layerOrganizations, submitContacts } from "../../support/durableRunner.ts"

const named = Runner.layer({ name: "test" })

describe.each([
  ["layerRunner", layerRunner({ name: "test" })],
  ["layerWorkflows by itself", Layer.provide(layerWorkflows, named)],
  ["layerWorkflows beside layerAdmission", Layer.provide(Layer.merge(layerWorkflows, layerAdmission), named)],
])("%s", (_, runner) => {
  it.live("carries the journeys of its store", () =>
    inStore({ records: { Contacts: 3 }, jobDuration: 0 }, (folder) =>
      Effect.gen(function* () {
        yield* submitContacts(folder, "contacts")
        yield* Layer.build(runner.pipe(Layer.provide(WorkflowEngine.layerMemory), Layer.provide(layerOrganizations)))
        assert.strictEqual((yield* Effect.timeout(awaitJourney("contacts"), "20 seconds")).state, "completed")
        assert.strictEqual(yield* askedFor("createReadJob"), 1)
      }),
    ),
  )
})
