import { assert, describe, it } from "@effect/vitest"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { exportModule, importRows, Limits, ZohoConnection } from "@zoho-bulk/core"
import { Journal, layerMemory } from "@zoho-bulk/core/Journal"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer, Redacted, Stream } from "effect"
import { expectTag } from "../../../support/failureAfter.ts"
import { headerAndRows } from "../../../support/rows.ts"

const emulated = Layer.merge(
  ZohoConnection.layer().pipe(
    Layer.provide(layerAccessToken(Redacted.make("emulator"))),
    Layer.provideMerge(
      Emulator.layerHttpClient({ records: { Contacts: 30, Leads: 0 }, recordsPerPage: 10, jobDuration: 0 }),
    ),
  ),
  Layer.merge(layerMemory(), Limits.layer({ maxUploadRows: 1 })),
)

const journal = Layer.effect(Journal, Journal)

const ordersOf = (operation: "createReadJob" | "createWriteJob") =>
  Effect.gen(function* () {
    const { requests } = yield* (yield* Emulator.Emulator).report
    return requests.filter((request) => request.operation === operation).length
  })

const contacts = (maxCredits?: number) =>
  headerAndRows(exportModule({ module: "Contacts", fields: ["Email"] }, { journal, maxCredits }))

describe("a journey that may spend so many credits", () => {
  it.live("ends before the order that would exceed them, and goes on with more", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(contacts(120)), "CreditLimitReached")
      assert.strictEqual(failure.most, 120)
      assert.strictEqual(failure.needed, failure.spent + 50)
      assert.strictEqual(yield* ordersOf("createReadJob"), 2)
      assert.strictEqual((yield* contacts()).length, 31)
      assert.strictEqual(yield* ordersOf("createReadJob"), 3)
    }).pipe(Effect.provide(emulated)),
  )

  it.live("orders nothing where the first order is too dear, and all where they suffice", () =>
    Effect.gen(function* () {
      expectTag(yield* Effect.flip(contacts(49)), "CreditLimitReached")
      assert.strictEqual(yield* ordersOf("createReadJob"), 0)
      assert.strictEqual((yield* contacts(1_000)).length, 31)
    }).pipe(Effect.provide(emulated)),
  )

  it.live("is an import as well, whose parts are ordered side by side", () =>
    Effect.gen(function* () {
      const rows = Stream.fromIterable(["A", "B", "C"].map((name) => [name, "Zylker"]))
      const request = { module: "Leads", operation: "insert", header: ["Last_Name", "Company"] } as const
      const outcomes = Stream.runDrain(importRows(request, rows, { maxCredits: 1_100 }))
      expectTag(yield* Effect.flip(outcomes), "CreditLimitReached")
      assert.strictEqual(yield* ordersOf("createWriteJob"), 2)
    }).pipe(Effect.provide(emulated)),
  )
})
