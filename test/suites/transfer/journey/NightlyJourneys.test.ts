import { assert, describe, it } from "@effect/vitest"
import { exportModule, importRows } from "@zoho-bulk/core"
import { layerFolder } from "@zoho-bulk/core/Journal"
import { Effect, Stream } from "effect"
import { expectTag } from "../../../support/failureAfter.ts"
import { all, connected, countOf, folderOf, imported, named, report, zoho } from "../../../support/journeyProgram.ts"

describe("the example of the documentation, run on two nights,", () => {
  it.live("exports what there is on each night", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("contacts")
      const night = Effect.gen(function* () {
        const { rows } = yield* exportModule(
          { module: "Contacts", fields: ["Last_Name"] },
          { journal: layerFolder(folder) },
        )
        return yield* Stream.runCount(rows)
      }).pipe(Effect.scoped, Effect.provide(connected()))
      assert.strictEqual(yield* night, 25)
      yield* importRows({ module: "Contacts", operation: "insert" }, Stream.make(["Last_Name"], ["Boyle"])).pipe(
        Stream.runDrain,
        Effect.provide(connected()),
      )
      assert.strictEqual(yield* night, 26)
    }).pipe(Effect.scoped, Effect.provide(zoho)),
  )

  it.live("imports the rows of each night", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("leads")
      const night = (name: string) => all(imported(folder, named(name))).pipe(Effect.provide(connected()))
      const [monday] = yield* night("Monday")
      const [tuesday] = yield* night("Tuesday")
      assert.deepStrictEqual([monday?.cells[0], tuesday?.cells[0]], ["Monday", "Tuesday"])
      assert.notStrictEqual(tuesday?.recordId, monday?.recordId)
      assert.strictEqual((yield* report).records["Leads"], 7)
      yield* night("Tuesday")
      assert.strictEqual((yield* report).records["Leads"], 8)
    }).pipe(Effect.scoped, Effect.provide(zoho)),
  )
})

describe("a finished journey in the journal", () => {
  it.live("is not begun anew, if the program says so", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("leads")
      yield* all(imported(folder, named("A")))
      const failure = yield* Effect.flip(all(imported(folder, named("B"), {}, { ifFinished: "fail" })))
      assert.include(expectTag(failure, "JourneyFinished").message, "The journey in this journal finished at 20")
      assert.strictEqual(yield* countOf("createWriteJob"), 1)
    }).pipe(Effect.scoped, Effect.provide(connected()), Effect.provide(zoho)),
  )
})
