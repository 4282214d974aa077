import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { beginLife } from "../../../packages/core/src/durable/table/JourneyLife.ts"
import { inStore, layerRunner, submitContacts, until } from "../../support/durableRunner.ts"

describe("what a killed runner has half written of a file", () => {
  it.live("goes when the journey is carried again, and nothing else does", () =>
    inStore({ records: { Contacts: 3 } }, (folder) =>
      Effect.gen(function* () {
        const left = join(folder, "contacts.csv.contacts.mwym7wu01o88.tmp")
        const others = ["contacts.csv.deals.mwym7wu01o88.tmp", "contacts.csv.tmp", "more-contacts.csv.contacts.a.tmp"]
        for (const name of [left, ...others.map((each) => join(folder, each))]) writeFileSync(name, "half a ro")
        yield* submitContacts(folder, "contacts")
        yield* Effect.provide(until("contacts", "completed"), layerRunner())
        assert.isFalse(existsSync(left))
        for (const name of others) assert.isTrue(existsSync(join(folder, name)), name)
        assert.strictEqual(readFileSync(join(folder, "contacts.csv"), "utf8").trim().split("\n").length, 4)
      }),
    ),
  )

  it.live("is left to whoever has taken up the journey", () =>
    inStore({}, (folder) =>
      Effect.gen(function* () {
        yield* submitContacts(folder, "contacts")
        const first = yield* beginLife("contacts", "first", 1)
        const second = yield* beginLife("contacts", "second", 1)
        assert.strictEqual((yield* Effect.timeoutOption(first?.check ?? Effect.void, "100 millis"))._tag, "None")
        yield* second?.check ?? Effect.die("no second life")
      }),
    ),
  )
})
