import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Mirror from "@zoho-bulk/core/Mirror"
import * as Emulator from "@zoho-bulk/core/emulator"
import { layerFolder } from "@zoho-bulk/core/Journal"
import { Effect } from "effect"
import { emulated, recordsAtZoho, recordsInFolder } from "../../support/copies.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const leads = { records: { Leads: 30 } }

const idOf = (number: number): string => `41508680130000000${String(number).padStart(2, "0")}`

/** Copies leads into a folder of its own as often as it is run. */
const mirrorOf = Effect.map(temporaryFolder, (made) => {
  const folder = join(made, "copies")
  const target = Mirror.folder(folder, { format: "ndjson", merge: true })
  const run = Effect.fnUntraced(function* <RJ = never>(options: Mirror.MirrorOptions<RJ> = {}) {
    const outcomes = yield* Mirror.run({ modules: [{ module: "Leads" }], target }, options)
    const [outcome] = outcomes
    if (outcome?._tag !== "copied") return assert.fail(String(outcome?.failure))
    return outcome
  })
  const checkSame = Effect.gen(function* () {
    const [checkpoint] = yield* target.checkpoints
    const records = yield* recordsAtZoho("Leads", checkpoint?.columns ?? [])
    assert.deepStrictEqual(recordsInFolder(folder, "Leads"), records)
    assert.strictEqual(checkpoint?.rows, records.size)
    assert.deepStrictEqual((yield* target.verify).differences, [])
  })
  return { folder, target, run, checkSame }
})

const edit = (...edits: ReadonlyArray<Emulator.Edit>) =>
  Effect.flatMap(Emulator.Emulator, (emulator) => emulator.edit(edits))

const requests = Effect.map(
  Effect.flatMap(Emulator.Emulator, ({ report }) => report),
  (report) => report.requests.map(({ operation }) => operation),
)

const module = "Leads"

describe("a mirror", () => {
  it.live("has all records after its first run, and what has changed after each other one", () =>
    Effect.gen(function* () {
      const { checkSame, run } = yield* mirrorOf
      const first = yield* run()
      assert.deepStrictEqual([first.checkpoint.run.whole, first.checkpoint.rows], ["firstCopy", 30])
      yield* checkSame
      yield* edit(
        { module, update: { id: idOf(3), Last_Name: "Noether" } },
        { module, create: { Last_Name: "Hopper", Company: "Zylker" } },
        { module, delete: idOf(7) },
      )
      const before = (yield* requests).length
      const second = yield* run()
      assert.deepStrictEqual([second.checkpoint.run.whole, second.checkpoint.rows], [undefined, 30])
      assert.deepStrictEqual([second.checkpoint.run.changed, second.checkpoint.run.deleted], [2, 1])
      assert.strictEqual((yield* requests).slice(before).filter((name) => name === "createReadJob").length, 1)
      yield* checkSame
    }).pipe(Effect.scoped, Effect.provide(emulated(leads))),
  )

  it.live("finds what merges and conversions did without a trace", () =>
    Effect.gen(function* () {
      const { checkSame, run } = yield* mirrorOf
      yield* run()
      yield* edit(
        { module, merge: { winner: idOf(2), loser: idOf(4), values: { Company: "Zylker" } } },
        { module, convert: idOf(9) },
      )
      const second = yield* run()
      assert.isTrue(second.checkpoint.run.idsCompared)
      assert.strictEqual(second.checkpoint.run.deleted, 2)
      yield* checkSame
    }).pipe(Effect.scoped, Effect.provide(emulated(leads))),
  )

  it.live("brings back what was restored without a new Modified_Time, by a whole read", () =>
    Effect.gen(function* () {
      const { checkSame, run } = yield* mirrorOf
      yield* run()
      yield* edit({ module, delete: idOf(5) })
      yield* run({ overlap: 0 })
      yield* checkSame
      yield* edit({ module, restore: idOf(5) })
      const third = yield* run({ overlap: 0 })
      assert.strictEqual(third.checkpoint.run.whole, "recordsMissing")
      yield* checkSame
    }).pipe(Effect.scoped, Effect.provide(emulated(leads))),
  )

  it.live("finds as many that came back as others went where it always compares ids", () =>
    Effect.gen(function* () {
      const { checkSame, run } = yield* mirrorOf
      yield* edit({ module, delete: idOf(5) })
      yield* run()
      yield* edit({ module, restore: idOf(5) }, { module, convert: idOf(6) })
      yield* run({ compareIds: "always" })
      yield* checkSame
    }).pipe(Effect.scoped, Effect.provide(emulated(leads))),
  )

  it.live("reads all again where a field was added, and keeps the column of one that is gone", () =>
    Effect.gen(function* () {
      const { run, target } = yield* mirrorOf
      yield* run()
      yield* edit(
        { module, addField: { api_name: "Rank", field_label: "Rank", data_type: "text" } },
        { module, removeField: "Company" },
        { module, recompute: { id: idOf(1), Rank: "first" } },
      )
      const second = yield* run()
      assert.strictEqual(second.checkpoint.run.whole, "columnsAdded")
      assert.deepStrictEqual([second.added, second.gone], [["Rank"], ["Company"]])
      const [checkpoint] = yield* target.checkpoints
      assert.isTrue(checkpoint?.columns.some(({ isGone, name }) => name === "Company" && isGone === true))
      const third = yield* run()
      assert.deepStrictEqual([third.added, third.gone, third.checkpoint.run.whole], [[], [], undefined])
    }).pipe(Effect.scoped, Effect.provide(emulated(leads))),
  )

  it.live("has records of more fields than a job takes, each of one time", () =>
    Effect.gen(function* () {
      const { checkSame, run } = yield* mirrorOf
      yield* run()
      yield* checkSame
    }).pipe(Effect.scoped, Effect.provide(emulated(leads, { maxReadFields: 9 }))),
  )

  it.live("takes up the export that an earlier run has ordered, and pays for it once", () =>
    Effect.gen(function* () {
      const { checkSame, run, target } = yield* mirrorOf
      const emulator = yield* Emulator.Emulator
      const journal = yield* Effect.map(temporaryFolder, (folder) => () => layerFolder(join(folder, "Leads")))
      yield* emulator.script([{ operation: "downloadReadResult", does: "reset-in-body" }])
      const [failed] = yield* Mirror.run({ modules: [{ module }], target }, { journal })
      assert.strictEqual(failed?._tag, "failed")
      yield* emulator.script([])
      yield* run({ journal })
      assert.strictEqual((yield* requests).filter((name) => name === "createReadJob").length, 1)
      yield* checkSame
    }).pipe(Effect.scoped, Effect.provide(emulated(leads))),
  )

  it.live.each([
    { kept: "in its file", merge: true },
    { kept: "in files of changes", merge: false },
  ])("has no value of a field $kept any more that is left out from now on", ({ merge }) =>
    Effect.gen(function* () {
      const folder = join(yield* temporaryFolder, "copies")
      const target = Mirror.folder(folder, { merge })
      const allText = () =>
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((file) => file.isFile())
          .map((file) => readFileSync(join(file.parentPath, file.name), "utf8"))
          .join("\n")
      const city = "Constantinople"
      yield* edit({ module, update: { id: idOf(1), Company: city } })
      yield* Mirror.run({ modules: [{ module }], target })
      yield* edit({ module, update: { id: idOf(2), Company: city } })
      yield* Mirror.run({ modules: [{ module }], target })
      assert.include(allText(), city)
      const [outcome] = yield* Mirror.run({ modules: [{ module, exclude: ["Company"] }], target })
      assert.strictEqual(outcome?._tag, "copied")
      assert.notInclude(allText(), city)
      assert.deepStrictEqual((yield* target.verify).differences, [])
    }).pipe(Effect.scoped, Effect.provide(emulated(leads))),
  )
})
