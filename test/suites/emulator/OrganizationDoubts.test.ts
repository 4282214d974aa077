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
        'Warn: organization: modules[0].fields[1].data_type is "intger", which is treated as text. Did you mean integer?',
        "Warn: organization: modules[0].fields[2].lenght is ignored. Did you mean length?",
        "Warn: organization: There is no module Hosts, which Cars.Host looks up.",
      ])
      assert.deepStrictEqual(yield* loggedFor(cars([lookup]), { records: { Hosts: 1 } }), [])
    }),
  )

  it.effect("is taken with a warning of records whose module has no Modified_Time, unless it is a linking module", () =>
    Effect.gen(function* () {
      const records = [{ Name: "Brakes" }]
      assert.deepStrictEqual(yield* loggedFor(cars([], { records })), [
        "Warn: organization: Cars has records but no field Modified_Time, which Zoho's modules have: see docs/emulator.md",
      ])
      assert.deepStrictEqual(yield* loggedFor(cars([], { records, generated_type: "linking" })), [])
      const time = { api_name: "Modified_Time", data_type: "datetime" }
      assert.deepStrictEqual(yield* loggedFor(cars([time], { records })), [])
      assert.deepStrictEqual(yield* loggedFor({ modules: [{ api_name: "Cars", records }] }), [])
    }),
  )

  it.effect("is taken with a warning of records that Zoho would not take, one for each kind and field", () =>
    Effect.gen(function* () {
      const contacts = { module: { api_name: "Contacts" } }
      const fields = [
        { api_name: "Name", data_type: "text", system_mandatory: true },
        { api_name: "Plate", data_type: "text", unique: {}, length: 4 },
        { api_name: "Number", data_type: "text", unique: { case_sensitive: false } },
        { api_name: "Host", data_type: "lookup", lookup: contacts },
        { api_name: "Other_Host", data_type: "lookup", lookup: { module: { api_name: "Absent" } } },
        { api_name: "Sold", data_type: "date" },
        { api_name: "Modified_Time", data_type: "datetime" },
      ]
      const records = [
        { Name: "One", Plate: "A-12", Number: "a", Host: "77", Other_Host: "7" },
        { Plate: "A-12", Number: "b", Host: { id: "4150868012000000002" } },
        { Plate: "A-1234", Number: "A", Host: "78" },
        { Name: "", Plate: "A-12345", Number: "B" },
        { Name: "Five", Number: "Number 2" },
      ]
      const modules = [
        { api_name: "Cars", fields, records, generated_records: 2 },
        { api_name: "Contacts", generated_records: 2, records: [{ id: "77", Last_Name: "Perera" }] },
        { api_name: "Leads", records: [{ Company: "Zylker", Last_Name: "Perera" }] },
      ]
      assert.deepStrictEqual(yield* loggedFor({ modules }, { records: { Absent: 0 } }), [
        "Warn: organization: modules[0].records[1].Name is empty, although it is mandatory",
        "Warn: organization: modules[0].records[2].Plate has 6 characters, but allows only 4",
        'Warn: organization: modules[0].records[2].Number repeats "A", although it is unique',
        'Warn: organization: modules[0].records[2].Host is "78", which is not a record of Contacts',
      ])
      assert.deepStrictEqual(yield* loggedFor({ modules: [{ ...modules[0], records: records.slice(4) }] }), [
        "Warn: organization: There is no module Contacts, which Cars.Host looks up.",
        "Warn: organization: There is no module Absent, which Cars.Other_Host looks up.",
        'Warn: organization: modules[0].records[0].Number repeats "Number 2", although it is unique',
      ])
    }),
  )
})
