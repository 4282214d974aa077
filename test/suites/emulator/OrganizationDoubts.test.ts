import { assert, describe, it } from "@effect/vitest"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer, Logger } from "effect"
import { expectTag } from "../../support/failureAfter.ts"

/** What is logged while an emulator is made in this process, by an organisation as JavaScript has it. */
const loggedFor = (organization: unknown, options: Emulator.EmulatorOptions = {}) =>
  Effect.gen(function* () {
    const logged: Array<unknown> = []
    const logger = Logger.make(({ logLevel, message }) => void logged.push([logLevel, message].flat(2).join(": ")))
    const layer = Emulator.layer({ ...options, organization: organization as Emulator.OrganizationDescription })
    yield* Effect.provide(Effect.scoped(Layer.build(layer)), Logger.layer([logger]))
    return logged
  })

const cars = (fields: ReadonlyArray<object>, more: object = {}) => ({
  modules: [{ api_name: "Cars", fields: [{ api_name: "Name", data_type: "text" }, ...fields], ...more }],
})

describe("the organisation of an emulator in this process", () => {
  it.effect.each([
    { key: "record", more: { record: [{ Name: "Brakes" }] }, meant: "records" },
    { key: "feilds", more: { feilds: [] }, meant: "fields" },
  ])("is refused if a module has the key $key, and says what was meant", ({ key, meant, more }) =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(loggedFor(cars([], more))), "InvalidEmulatorOptions")
      assert.strictEqual(failure.option, `organization.modules[0].${key}`)
      assert.strictEqual(failure.problem, `Unknown option organization.modules[0].${key}`)
      assert.include(failure.remedy, `Did you mean ${meant}?`)
    }),
  )

  it.effect("is taken with a warning in the log of what was probably not meant", () =>
    Effect.gen(function* () {
      const lookup = { api_name: "Host", data_type: "lookup", lookup: { module: { api_name: "Hosts" } } }
      const fields = [
        { api_name: "Seats", data_type: "intger" },
        { api_name: "City", data_type: "text", lenght: 20 },
      ]
      assert.deepStrictEqual(yield* loggedFor(cars([...fields, lookup])), [
        'Warn: organization: modules[0].fields[1].data_type is "intger", which is taken as text. Did you mean integer?',
        "Warn: organization: modules[0].fields[2].lenght is passed over. Did you mean length?",
        "Warn: organization: There is no module Hosts, which Cars.Host looks up.",
      ])
      assert.deepStrictEqual(yield* loggedFor(cars([lookup]), { records: { Hosts: 1 } }), [])
    }),
  )
})
