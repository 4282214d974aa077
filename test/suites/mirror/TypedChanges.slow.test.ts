import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Mirror from "@zoho-bulk/core/Mirror"
import { Effect, Stream } from "effect"
import { digestOfBytes, digestOfText } from "../../../packages/core/src/storage/digestOf.ts"
import { column, runInto } from "../../support/copyRuns.ts"
import { machine } from "../../support/onDisk.ts"
import { runner } from "../../support/runner.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

type Values = Readonly<Record<string, unknown>>

type Change = { readonly change: "upsert"; readonly row: Values } | { readonly change: "delete"; readonly id: string }

const linesOf = (text: string): ReadonlyArray<unknown> =>
  text
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line))

const changeFiles = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder)
    .filter((name) => name.includes(".changes-"))
    .toSorted()

/** The records of a module: those of its file, and then each change in its turn. */
const replayed = (folder: string, module: string): ReadonlyMap<unknown, Values> => {
  const read = (name: string) => linesOf(readFileSync(join(folder, name), "utf8"))
  const records = new Map(
    (read(`${module}.ndjson`) as ReadonlyArray<Values>).map((record) => [record["id"], record] as const),
  )
  for (const change of changeFiles(folder).flatMap(read) as ReadonlyArray<Change>) {
    if (change.change === "delete") records.delete(change.id)
    else records.set(change.row["id"], change.row)
  }
  return records
}

const columns = [
  column("id"),
  column("Last_Name"),
  column("Modified_Time", "datetime"),
  column("Amount", "currency"),
  column("Active", "boolean"),
  column("Count", "bigint"),
  column("Tags", "multiselectpicklist"),
] as const

const time = "2026-11-26T09:00:00+00:00"

const first = [
  ["1", "Ada", time, "1", "false", "2", "a;b"],
  ["2", "Kurt", time, "", "", "", ""],
] as const

const second = [
  ["2", "true", time, "1200.50", "true", "9007199254740993", "c;d"],
  ["3", "", time, "", "", "", ""],
] as const

/** Writes a file of changes anew as earlier versions wrote it, each value as the text of its cell, and the manifest that tells of it. */
const writtenEarlier = Effect.fnUntraced(function* (folder: string) {
  const [name = ""] = changeFiles(folder)
  const changes = second.map((row) => ({
    change: "upsert",
    row: Object.fromEntries(columns.map((each, at) => [each.name, row[at] ?? ""])),
  }))
  const bytes = new TextEncoder().encode(changes.map((change) => `${JSON.stringify(change)}\n`).join(""))
  writeFileSync(join(folder, name), bytes)
  const file = { name, bytes: bytes.length, digest: yield* digestOfBytes(Stream.make(bytes)) }
  const path = join(folder, "manifest.json")
  const { digest: _, ...manifest } = JSON.parse(readFileSync(path, "utf8"))
  manifest.modules[0].changes = [file]
  const digest = yield* digestOfText(JSON.stringify(manifest))
  writeFileSync(path, `${JSON.stringify({ ...manifest, digest }, null, 2)}\n`)
})

const rowsOf = (folder: string) =>
  Effect.map(Stream.runCollect(Mirror.folder(folder).rows("Leads")), (rows) =>
    rows.toSorted(([one = ""], [other = ""]) => (one < other ? -1 : 1)),
  )

describe("the files of changes of an NDJSON folder", () => {
  it.live("replayed in order upon the file of the module, have what a fresh export has", () =>
    Effect.gen(function* () {
      const { emulator, path, read, run } = yield* machine({ records: { Contacts: 12 } })
      const mirror = run(["mirror", "Contacts", "--to", path("copies"), "--format", "ndjson"])
      assert.strictEqual((yield* mirror).exitCode, 0)
      const ids = (linesOf(read("copies/Contacts.ndjson")) as ReadonlyArray<Values>).map((each) => String(each["id"]))
      const [one = "", two = "", three = "", four = ""] = ids
      yield* emulator.edit([
        { module: "Contacts", update: { id: one, Last_Name: "true", Email_Opt_Out: "true" } },
        { module: "Contacts", update: { id: two, First_Name: "", Email_Opt_Out: "false" } },
        { module: "Contacts", delete: three },
      ])
      assert.strictEqual((yield* mirror).exitCode, 0)
      yield* emulator.edit([
        { module: "Contacts", update: { id: one, Email_Opt_Out: "" } },
        { module: "Contacts", update: { id: four, Last_Name: "7" } },
        { module: "Contacts", create: { Last_Name: "Hopper" } },
      ])
      assert.strictEqual((yield* mirror).exitCode, 0)
      assert.lengthOf(changeFiles(path("copies")), 2)
      const records = replayed(path("copies"), "Contacts")
      const fields = Object.keys(records.get(one) ?? {}).join(",")
      const fresh = yield* run(["export", "Contacts", "--fields", fields, "--output", path("fresh.ndjson")])
      assert.strictEqual(fresh.exitCode, 0, fresh.stderr)
      const exported = linesOf(read("fresh.ndjson")) as ReadonlyArray<Values>
      assert.deepStrictEqual(records, new Map(exported.map((record) => [record["id"] ?? record["Id"], record])))
    }).pipe(Effect.scoped),
  )

  it.live("have the values that the file of the module would have, digits and all", () =>
    Effect.gen(function* () {
      const folder = join(yield* temporaryFolder, "copies")
      const target = Mirror.folder(folder, { format: "ndjson" })
      yield* runInto(target, { columns, rows: first })
      yield* runInto(target, { columns, rows: second, isWhole: false })
      const [name = ""] = changeFiles(folder)
      const changes = readFileSync(join(folder, name), "utf8")
      assert.include(changes, `"Amount":1200.50,"Active":true,"Count":9007199254740993,"Tags":["c","d"]`)
      assert.include(changes, `"Amount":null,"Active":null,"Count":null,"Tags":null`)
      assert.deepStrictEqual(yield* rowsOf(folder), [first[0], ...second])
    }).pipe(Effect.scoped, Effect.provide(runner.layerFiles)),
  )

  it.live("are read where an earlier version wrote each value as a text", () =>
    Effect.gen(function* () {
      const folder = join(yield* temporaryFolder, "copies")
      const target = Mirror.folder(folder, { format: "ndjson" })
      yield* runInto(target, { columns, rows: first })
      yield* runInto(target, { columns, rows: second, isWhole: false })
      yield* writtenEarlier(folder)
      assert.deepStrictEqual((yield* target.verify).differences, [])
      assert.deepStrictEqual(yield* rowsOf(folder), [first[0], ...second])
    }).pipe(Effect.scoped, Effect.provide(runner.layerFiles)),
  )
})
