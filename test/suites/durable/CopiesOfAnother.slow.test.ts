import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { layerRunner, Organizations, submitJourney } from "@zoho-bulk/core/durable"
import type * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer, Redacted } from "effect"
import * as WorkflowEngine from "effect/workflow/WorkflowEngine"
import { query } from "../../support/sqliteRows.ts"
import { askedFor, inStore, until } from "../../support/durableRunner.ts"
import { openSqlite } from "../../support/sqlite.ts"

const hosts: Readonly<Record<string, string>> = {
  acme: "https://www.zohoapis.eu",
  globex: "https://www.zohoapis.in",
}

/** Organisations by name, each at a host of its own. */
const layerOrganizations = Layer.unwrap(
  Effect.map(Effect.context<Layer.Success<ReturnType<typeof Emulator.layerHttpClient>>>(), (context) =>
    Organizations.layer((name) =>
      ZohoConnection.layer({ apiDomain: hosts[name] }).pipe(
        Layer.provide(layerAccessToken(Redacted.make("emulator"))),
        Layer.provide(Layer.succeedContext(context)),
      ),
    ),
  ),
)

const runner = layerRunner({ name: "test", openSqlite }).pipe(
  Layer.provide(WorkflowEngine.layerMemory),
  Layer.provide(layerOrganizations),
)

const submitCopy = (folder: string, organization: string, key: string) =>
  submitJourney({
    key,
    organization,
    request: {
      kind: "mirror",
      modules: [{ module: "Contacts" }],
      target: { _tag: "sqlite", file: join(folder, "shared.db") },
    },
    folder: join(folder, "journeys"),
  })

describe("two organisations whose copies are to be in one database", () => {
  it.live("are not mixed: the journey of the second one fails before it orders anything", () =>
    inStore({ records: { Contacts: 30 }, jobDuration: 0 }, (folder) =>
      Effect.gen(function* () {
        yield* Layer.build(runner)
        yield* submitCopy(folder, "acme", "acme-nightly")
        yield* until("acme-nightly", "completed")
        const orders = yield* askedFor("createReadJob")
        yield* submitCopy(folder, "globex", "globex-nightly")
        const { failure } = yield* until("globex-nightly", "failed", "completed")
        assert.deepInclude(failure, {
          error: "MirrorDiffers",
          message: `The copies in ${join(folder, "shared.db")} are of the organisation at ${hosts["acme"]}, but this run is for the organisation at ${hosts["globex"]}`,
        })
        assert.strictEqual(yield* askedFor("createReadJob"), orders)
        assert.deepStrictEqual(query(join(folder, "shared.db"), "SELECT count(*) FROM Contacts"), [[30n]])
        yield* submitCopy(folder, "acme", "acme-again")
        assert.isNull((yield* until("acme-again", "completed", "failed")).failure)
      }),
    ),
  )
})
