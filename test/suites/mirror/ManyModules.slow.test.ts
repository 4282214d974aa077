import { assert, describe, it } from "@effect/vitest"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Clock, Effect, Logger } from "effect"
import { TestClock } from "effect/testing"
import { emulated } from "../../support/copies.ts"
import { edit, editingAfterOrders, mirroring } from "../../support/mirrored.ts"

type Module = NonNullable<Emulator.EmulatorOptions["organization"]>["modules"][number]

const text = (name: string) => ({ api_name: name, data_type: "text" })

const times = { api_name: "Modified_Time", data_type: "datetime" }

const moduleOf = (number: number): Module => {
  const fields = [text("Name"), ...(number === 3 ? [] : [times])]
  const more =
    number === 2 ? Array.from({ length: 300 }, (_, at) => text(`More_${at}`)) : number === 4 ? [text("City")] : []
  return {
    api_name: `Module_${number}`,
    fields: [...fields, ...more],
    records: [{ id: `415086800000${String(number).padStart(4, "0")}001`, Name: "One" }],
    generated_records: 3,
    ...(number === 1 ? { no_permission: true } : {}),
  }
}

const organization = { modules: Array.from({ length: 40 }, (_, at) => moduleOf(at + 1)) }

/** Its fields take two jobs. */
const wideModule = "Module_2"

const names = organization.modules.map(({ api_name }) => api_name)

describe("a mirror of forty modules", () => {
  it.live(
    "copies all but the one that fails, and tells what is of each",
    () =>
      Effect.gen(function* () {
        const { checkSame, run } = yield* mirroring(...names)
        yield* run({ concurrency: 10 })
        yield* edit({ module: "Module_4", removeField: "City" })
        const wide = { id: "4150868000000002001", Name: "Two", More_299: "changed" }
        yield* edit({ module: wideModule, update: wide })
        let editsLeft = 1
        const moving = yield* editingAfterOrders((_, module) =>
          module === wideModule && editsLeft-- > 0 ? [{ module, update: { ...wide, More_1: "changed" } }] : [],
        )
        const outcomes = yield* moving(run({ concurrency: 10 }))
        assert.deepStrictEqual(
          outcomes.flatMap((outcome) => (outcome._tag === "failed" ? [[outcome.module, outcome.failure._tag]] : [])),
          [["Module_1", "PermissionDenied"]],
        )
        const copied = outcomes.flatMap((outcome) => (outcome._tag === "copied" ? [outcome] : []))
        assert.lengthOf(copied, 39)
        assert.deepStrictEqual(
          copied.flatMap(({ checkpoint, module }) =>
            checkpoint.run.whole === undefined ? [] : [[module, checkpoint.run.whole]],
          ),
          [["Module_3", "noModifiedTime"]],
        )
        assert.deepStrictEqual(
          copied.flatMap(({ gone, module }) => (gone.length === 0 ? [] : [[module, ...gone]])),
          [["Module_4", "City"]],
        )
        yield* run({ concurrency: 10 })
        for (const name of names.slice(1)) yield* checkSame(name)
      }).pipe(
        Effect.scoped,
        Effect.provide(emulated({ organization, creditsPerDay: 1e6 })),
        Effect.provide(Logger.layer([])),
        Emulator.withAdvancingClock,
      ),
    60_000,
  )
})

describe("a mirror that slept", () => {
  const module = "Leads"
  const id = "4150868013000000005"

  it.live.each([61, 121])("for %i days is told so, and takes away what was deleted meanwhile", (days) => {
    const slept = Effect.gen(function* () {
      const { checkSame, copy } = yield* mirroring(module)
      yield* copy()
      yield* edit({ module, delete: id })
      yield* TestClock.adjust(`${days} days`)
      const [second] = yield* copy({ refreshEvery: "1000 days" })
      assert.deepStrictEqual(
        [second?.slept, second?.checkpoint.run.idsCompared, second?.checkpoint.run.whole],
        [true, true, undefined],
      )
      yield* checkSame(module)
      yield* TestClock.adjust(`${days} days`)
      const [third] = yield* copy()
      assert.deepStrictEqual([third?.slept, third?.checkpoint.run.whole], [false, "refreshDue"])
      yield* checkSame(module)
    })
    return slept.pipe(
      Effect.scoped,
      Effect.provide(emulated({ records: { Leads: 12 } })),
      Effect.provide(TestClock.layer()),
    )
  })
})

describe("two mirrors of one place", () => {
  it.live("do not work at once: one is told of the other, or waits for it", () =>
    Effect.gen(function* () {
      const { checkSame, copy, run, target } = yield* mirroring("Leads")
      yield* Effect.scoped(
        Effect.gen(function* () {
          yield* target.open
          const taken = yield* Effect.flip(run())
          assert.strictEqual(taken._tag, "MirrorTaken")
        }),
      )
      const begunAt = yield* Clock.currentTimeMillis
      const [first, second] = yield* Effect.all([copy({ wait: true }), copy({ wait: true })], { concurrency: 2 })
      assert.deepStrictEqual([...first, ...second].map(({ checkpoint }) => checkpoint.run.whole).toSorted(), [
        "firstCopy",
        undefined,
      ])
      assert.isAbove(yield* Clock.currentTimeMillis, begunAt)
      yield* checkSame("Leads")
    }).pipe(Effect.scoped, Effect.provide(emulated({ records: { Leads: 12 } }))),
  )
})
