import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Duration, Effect, Layer } from "effect"
import { readJob, rowsOfJob, zoho } from "../../support/emulatedZoho.ts"
import { startEmulator } from "../../support/emulatorProcess.ts"
import { largeOrganization } from "../../support/largeOrganization.ts"
import { thisRuntime } from "../../support/runtime.ts"

describe("an organisation of 40 modules, one of them with 300 fields", () => {
  it.live("starts within 100 milliseconds, with 450,000 records in each module", () =>
    Effect.gen(function* () {
      const organization = largeOrganization(450_000)
      const start = Effect.timed(Effect.scoped(Layer.build(Emulator.layer({ organization }))))
      const times = yield* Effect.replicateEffect(start, 5)
      assert.isBelow(Math.min(...times.map(([took]) => Duration.toMillis(took))), 100)
    }),
  )

  it.live(`is served by \`zoho-bulk emulator --organization\`, on ${thisRuntime}`, () =>
    Effect.gen(function* () {
      const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-organization-"))
      const file = join(folder, "mine.json")
      writeFileSync(file, JSON.stringify(largeOrganization(450_000)))
      const { stop, url } = yield* Effect.promise(() => startEmulator(thisRuntime, ["--organization", file]))
      const headers = { authorization: "Zoho-oauthtoken emulator" }
      const asked = (path: string) => Effect.promise(async () => (await fetch(`${url}${path}`, { headers })).json())
      assert.lengthOf((yield* asked("/crm/v8/settings/modules")).modules, 40)
      assert.lengthOf((yield* asked("/crm/v8/settings/fields?module=Module_0")).fields, 301)
      assert.deepStrictEqual(yield* asked("/crm/v8/Module_39/actions/count"), { count: 450_000 })
      assert.strictEqual((yield* Effect.promise(() => stop())).exitCode, 143)
      rmSync(folder, { recursive: true })
    }),
  )

  it.effect("exports every field where more than 200 are asked for", () =>
    Effect.gen(function* () {
      const fields = (query: object) => Effect.map(readJob({ query: { ...Object(query) } }), ({ id }) => id)
      const named = (count: number) => Array.from({ length: count }, (_, n) => `Text_${n}`)
      const of = (count: number) => fields({ module: { api_name: "Module_0" }, fields: named(count) })
      assert.lengthOf((yield* rowsOfJob(yield* of(200)))[0] ?? [], 201)
      assert.lengthOf((yield* rowsOfJob(yield* of(201)))[0] ?? [], 301)
    }).pipe(Effect.provide(zoho({ organization: largeOrganization(1) }))),
  )
})
