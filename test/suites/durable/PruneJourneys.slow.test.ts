import { existsSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { findJourney, pruneJourneys } from "@zoho-bulk/core/durable"
import { Effect, Layer } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import { askedFor, inStore, layerRunner, submitContacts, until } from "../../support/durableRunner.ts"
import { expectTag } from "../../support/failureAfter.ts"

describe("journeys that are over", () => {
  it.live("are forgotten when they are old, but for their keys, for which nothing is ordered again", () =>
    inStore({ records: { Contacts: 3 }, jobDuration: 0 }, (folder) =>
      Effect.gen(function* () {
        yield* submitContacts(folder, "contacts")
        yield* Layer.build(layerRunner())
        yield* until("contacts", "completed")
        assert.strictEqual(yield* pruneJourneys(60_000), 0)
        assert.strictEqual(yield* pruneJourneys(0), 1)
        assert.strictEqual(yield* pruneJourneys(0), 0)
        const journey = yield* findJourney("contacts")
        assert.deepInclude(journey, { state: "completed", request: null, result: null, jobs: [] })
        const sql = yield* SqlClient.SqlClient
        assert.deepStrictEqual(yield* sql`SELECT number FROM zoho_bulk_journal`, [])
        assert.isFalse(existsSync(join(folder, "journeys", "contacts")))
        assert.isTrue(existsSync(join(folder, "contacts.csv")))
        expectTag(yield* Effect.flip(submitContacts(folder, "contacts")), "InvalidRequest")
        assert.strictEqual(yield* askedFor("createReadJob"), 1)
      }),
    ),
  )

  it.live("leave what others have put into the folder that they went on by", () =>
    inStore({ records: { Contacts: 3 }, jobDuration: 0 }, (folder) =>
      Effect.gen(function* () {
        yield* submitContacts(folder, "contacts")
        yield* Layer.build(layerRunner())
        yield* until("contacts", "completed")
        const own = join(folder, "journeys", "contacts")
        writeFileSync(join(own, "thesis.txt"), "mine")
        writeFileSync(join(own, "1-dead-part-1.csv"), "")
        assert.strictEqual(yield* pruneJourneys(0), 1)
        assert.deepStrictEqual(readdirSync(own), ["thesis.txt"])
      }),
    ),
  )
})
