import { assert, describe, it } from "@effect/vitest"
import { Condition, Metadata } from "@zoho-bulk/core"
import { Effect } from "effect"
import { organizationWire } from "../../support/organizationWire.ts"
import { readSearchCriteria } from "../../../packages/core/src/emulator/metadataAnswers/readSearchCriteria.ts"
import { searchCriteria } from "../../../packages/core/src/wire/searchCriteria.ts"

const { all, any, field } = Condition

const spelled = (condition: Condition.Condition) => Effect.runSync(Effect.fromResult(searchCriteria(condition)))

describe("a condition of a count", () => {
  it.each([
    [field.text("Last_Name").equal("Boyle"), "(Last_Name:equals:Boyle)"],
    [field.text("City").startsWith("St. (A), B\\C"), "(City:starts_with:St. \\(A\\)\\, B\\\\C)"],
    [field.text("Stage").in(["New", "Won, late"]), "(Stage:in:New,Won\\, late)"],
    [{ field: "Amount", comparator: "between", value: [1, "2.50"] }, "(Amount:between:1,2.50)"],
    [
      all(field.number("A").lessThan(1), any(field.text("B").notEqual("x"), field.boolean("C").equal(true))),
      "((A:less_than:1)and((B:not_equal:x)or(C:equals:true)))",
    ],
    [all(field.text("A").equal("x")), "(A:equals:x)"],
  ] as const)("is spelled as searches spell it, and the emulator reads it: %#", (condition, text) => {
    assert.strictEqual(spelled(condition), text)
    assert.isDefined(readSearchCriteria(text))
  })

  it.effect("is refused before anything is sent, where Zoho does not count by it", () =>
    Effect.gen(function* () {
      const { connect, lines } = organizationWire()
      for (const where of [
        field.text("A").contains("x"),
        all(field.text("A").equal("x"), field.text("B").notIn(["y"])),
        field.text("A").equal(Condition.empty),
        all(),
        "A = 1" as never,
      ]) {
        const failure = yield* Effect.flip(Effect.provide(Metadata.countRecords("Leads", { where }), connect()))
        assert.strictEqual(failure._tag, "InvalidRequest")
      }
      const misspelt = Metadata.countRecords("Leads", { were: "x" } as never)
      const failure = yield* Effect.flip(Effect.provide(misspelt, connect()))
      assert.include(failure.message, "Did you mean where?")
      assert.deepStrictEqual(lines, [])
    }),
  )
})
