import { assert, describe, it } from "@effect/vitest"
import { Failure, Metadata } from "@zoho-bulk/core"
import { Effect, Result } from "effect"
import { json } from "../../support/answers.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { organizationWire } from "../../support/organizationWire.ts"

const labels: Readonly<Record<string, string>> = {
  Last_Name: "Last Name",
  Phone: "Telephone",
  Mobile: "Phone",
  Company: "Company",
  Region_1: "Region",
  Region_2: "Region",
  Rate: "RATE",
  Rate_2: "Rate",
}

const organization = organizationWire(({ what }) =>
  what === "fields"
    ? json({ fields: Object.entries(labels).map(([api_name, field_label]) => ({ api_name, field_label })) })
    : undefined,
)

const known = Effect.gen(function* () {
  return {
    module: "Leads",
    fields: yield* Metadata.getFields("Leads"),
    modules: yield* Metadata.getModules(),
    views: yield* Metadata.getCustomViews("Leads"),
  }
}).pipe(Effect.provide(organization.connect()))

const failureOf = <A, E>(result: Result.Result<A, E>): E => Result.getOrThrow(Result.flip(result))

describe("a field", () => {
  it.effect.each([
    ["Last_Name", "Last_Name"],
    ["Last Name", "Last_Name"],
    ["last name", "Last_Name"],
    [" LAST__NAME ", "Last_Name"],
    ["Phone", "Phone"],
    ["Telephone", "Phone"],
    ["Mobile", "Mobile"],
    ["region 1", "Region_1"],
    ["Rate", "Rate"],
    ["RATE", "Rate"],
  ] as const)("is found by its API name, else by its label: %s is %s", ([name, apiName]) =>
    Effect.gen(function* () {
      const found = Metadata.findField(yield* known, name)
      assert.strictEqual(Result.getOrThrow(found).apiName, apiName)
    }),
  )

  it.effect.each(["Region", "region"])("is not guessed where two have the label %s", (name) =>
    Effect.gen(function* () {
      const failure = failureOf(Metadata.findField(yield* known, name))
      assert.deepStrictEqual(failure.candidates, ["Region_1", "Region_2"])
      assert.strictEqual(
        failure.message,
        `Leads has more than one field "${name}": Region_1, Region_2\n` +
          "Name the one you mean by its API name: Region_1 or Region_2.",
      )
    }),
  )

  it.effect("is not guessed where the label of one is the API name of another, otherwise spelled", () =>
    Effect.gen(function* () {
      const failure = failureOf(Metadata.findField(yield* known, "phone"))
      assert.deepStrictEqual(failure.candidates, ["Phone", "Mobile"])
    }),
  )

  it.effect.each([
    ["Last Nmae", "Last Name"],
    ["Lastt_Name", "Last_Name"],
    ["Compny", "Company"],
  ] as const)("that is misspelt is suggested: %s", ([name, meant]) =>
    Effect.gen(function* () {
      const failure = failureOf(Metadata.findField(yield* known, name))
      assert.strictEqual(failure.suggestion, meant)
      assert.include(failure.message, `Leads has no field "${name}"\nDid you mean ${meant}? `)
    }),
  )

  it.effect.each(["", " ", "constructor", "__proto__", "Nothing Like It"])("that there is not is none: %j", (name) =>
    Effect.gen(function* () {
      const failure = failureOf(Metadata.findField(yield* known, name))
      assert.deepStrictEqual(failure.candidates, [])
      assert.isUndefined(failure.suggestion)
    }),
  )
})

describe("a module and a view", () => {
  it.effect("are suggested though two of their labels are as near as each other", () =>
    Effect.gen(function* () {
      const { modules } = yield* known
      const named = { apiName: "Machines", pluralLabel: "Maschinen", singularLabel: "Maschine" }
      const machines = modules.slice(0, 1).map((module) => ({ ...module, ...named }))
      const failure = failureOf(Metadata.findModule([...machines, ...modules], "Maschinn"))
      assert.strictEqual(failure.suggestion, "Maschinen")
    }),
  )

  it.effect.each(["Vehicles", "vehicle", "CustomModule3"])("of that name is found: %s", (name) =>
    Effect.gen(function* () {
      const { modules } = yield* known
      assert.strictEqual(Result.getOrThrow(Metadata.findModule(modules, name)).apiName, "Vehicles")
    }),
  )

  it.effect.each(["5725767000000087521", "Mes prospects", "my leads", "MYLEADS"])("by any of its names: %s", (name) =>
    Effect.gen(function* () {
      const found = Metadata.findView(yield* known, name)
      assert.strictEqual(Result.getOrThrow(found).id, "5725767000000087521")
    }),
  )

  it.effect("that there is not is a failure that says what is near", () =>
    Effect.gen(function* () {
      const all = yield* known
      const module = failureOf(Metadata.findModule(all.modules, "Laeds"))
      assert.include(module.message, 'The organisation has no module "Laeds"\nDid you mean Leads? ')
      const view = expectTag(failureOf(Metadata.findView(all, "All Lead")), "UnknownView")
      assert.include(view.message, 'Leads has no view "All Lead"\nDid you mean All Leads? ')
      assert.instanceOf(view, Failure.UnknownView)
      assert.isFalse(view.isRetryable)
    }),
  )
})
