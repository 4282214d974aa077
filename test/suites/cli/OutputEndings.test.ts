import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { countOf, machine } from "../../support/onDisk.ts"

describe("a file is what its name says", () => {
  it.live.each([
    { name: "a.parquet", told: "parquet is not a format that zoho-bulk writes" },
    { name: "a.xlsx", told: "spreadsheets open .csv" },
    { name: "a.json", told: "one JSON object on each line is .ndjson" },
    { name: "a.txt", told: "state its format with --format" },
    { name: "a.parquet.gz", told: "parquet is not a format that zoho-bulk writes" },
  ])("or it is refused before anything is ordered: $name", ({ name, told }) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const leads = here.write("leads.csv", "Last_Name,Company\nA,Z\n")
      const calls = [
        ["export", "Leads", "--fields", "Last_Name", "--output", here.path(name)],
        ["download", "4150868000005376042", "--output", here.path(name)],
        ["import", leads, "--module", "Leads", "--operation", "insert", "--rejects", here.path(name)],
      ]
      for (const args of calls) {
        const { exitCode, stderr } = yield* here.run(args)
        assert.strictEqual(exitCode, 2, stderr)
        assert.include(stderr, told.replace("state its format with --format", "is not a format"))
      }
      assert.include((yield* here.run(calls[0] ?? [])).stderr, told)
      assert.strictEqual(yield* countOf(here, "createReadJob"), 0)
      assert.strictEqual(yield* countOf(here, "uploadFile"), 0)
    }),
  )

  it.live("also if it is packed, or has tabs between its cells", () =>
    Effect.gen(function* () {
      const here = yield* machine({ records: { Leads: 2 } })
      const exported = Effect.fnUntraced(function* (name: string, ...more: ReadonlyArray<string>) {
        const args = ["export", "Leads", "--fields", "Last_Name", "--output", here.path(name), ...more]
        assert.strictEqual((yield* here.run(args)).exitCode, 0)
        return readFileSync(here.path(name))
      })
      const csv = (yield* exported("a.csv")).toString()
      assert.match(csv, /^id,Last_Name\n/)
      assert.strictEqual((yield* exported("a.tsv")).toString(), csv.replaceAll(",", "\t"))
      assert.strictEqual(gunzipSync(yield* exported("a.csv.gz")).toString(), csv)
      assert.strictEqual(gunzipSync(yield* exported("a.gz")).toString(), csv)
      assert.strictEqual((yield* exported("a.2026")).toString(), csv)
      assert.strictEqual((yield* exported("a.txt", "--format", "csv")).toString(), csv)
      const ndjson = gunzipSync(yield* exported("a.jsonl.gz")).toString()
      assert.strictEqual(ndjson, (yield* exported("a.ndjson")).toString())
    }),
  )
})
