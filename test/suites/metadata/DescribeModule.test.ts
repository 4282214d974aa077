import { assert, describe, it } from "@effect/vitest"
import { Metadata } from "@zoho-bulk/core"
import { Effect } from "effect"
import { after, empty, json, refusal } from "../../support/answers.ts"
import { organizationWire } from "../../support/organizationWire.ts"
import { within } from "../../support/time.ts"

const described = (organization: ReturnType<typeof organizationWire>) =>
  Effect.provide(Metadata.describeModule("Leads"), organization.connect())

const mandatoryIn = ({ fields }: Metadata.DescribedModule) =>
  Object.fromEntries(
    fields
      .filter((field) => field.mandatoryIn.length > 0 || field.isAlwaysMandatory)
      .map(({ apiName, isAlwaysMandatory, mandatoryIn }) => [apiName, isAlwaysMandatory || mandatoryIn]),
  )

describe("a module that is described", () => {
  it.effect("tells which fields its layouts make mandatory, where the fields themselves do not", () =>
    Effect.gen(function* () {
      const leads = yield* described(organizationWire())
      assert.isFalse(leads.fields.find(({ apiName }) => apiName === "Company")?.isMandatory)
      assert.deepStrictEqual(mandatoryIn(leads), { Company: true, Phone: ["Partners"] })
      assert.strictEqual(leads.layouts.length, 3)
    }),
  )

  it.effect("without layouts has those fields alone mandatory that say so", () =>
    Effect.gen(function* () {
      const fields = [{ api_name: "A", system_mandatory: true }, { api_name: "B" }]
      const wire = organizationWire(({ what }) => (what === "fields" ? json({ fields }) : empty(204)))
      assert.deepStrictEqual(mandatoryIn(yield* described(wire)), { A: true })
    }),
  )
})

describe("many modules", () => {
  it.effect("are described as far as they tell; those that do not are reported and passed over", () =>
    Effect.gen(function* () {
      const refusals: Readonly<Record<string, ReturnType<typeof refusal>>> = {
        Closed: refusal(400, "NO_PERMISSION"),
        Hidden: refusal(403, "NO_PERMISSION"),
        Foreign: refusal(401, "OAUTH_SCOPE_MISMATCH"),
        Odd: refusal(400, "NOT_SUPPORTED"),
      }
      const wire = organizationWire(({ module }) => refusals[module])
      const names = ["Leads", ...Object.keys(refusals), "Deals"]
      const answer = yield* Effect.provide(Metadata.describeModules(names), wire.connect())
      assert.deepStrictEqual(
        answer.described.map(({ module }) => module),
        ["Leads", "Deals"],
      )
      assert.deepStrictEqual(
        answer.passedOver.map(({ failure, module }) => [module, failure._tag, failure.code]),
        [
          ["Closed", "PermissionDenied", "NO_PERMISSION"],
          ["Hidden", "PermissionDenied", "NO_PERMISSION"],
          ["Foreign", "ScopeMissing", "OAUTH_SCOPE_MISMATCH"],
          ["Odd", "RequestNotAccepted", "NOT_SUPPORTED"],
        ],
      )
    }),
  )

  it.effect("are all that the API knows and the user may see, where none are named", () =>
    Effect.gen(function* () {
      const { described: all } = yield* Effect.provide(Metadata.describeModules(), organizationWire().connect())
      assert.deepStrictEqual(
        all.map(({ module }) => module),
        ["Vehicles", "Leads", "Tasks"],
      )
    }),
  )

  it.effect("do not wait for each other until their time is up: 40 of an organisation that takes its time", () =>
    Effect.gen(function* () {
      const slow = after("2 seconds", json({ fields: [{ api_name: "A" }], layouts: [] }))
      const names = Array.from({ length: 40 }, (_, nth) => `Module_${nth}`)
      const wire = organizationWire(() => slow)
      const answer = yield* within(60_000)(Effect.provide(Metadata.describeModules(names), wire.connect()))
      assert.strictEqual(answer.described.length, 40)
    }),
  )

  it.effect("are not passed over where it is the token that is refused", () =>
    Effect.gen(function* () {
      const wire = organizationWire(() => refusal(401, "INVALID_TOKEN"))
      const failure = yield* Effect.flip(Effect.provide(Metadata.describeModules(["Leads", "Deals"]), wire.connect()))
      assert.strictEqual(failure._tag, "TokenRefused")
    }),
  )
})
