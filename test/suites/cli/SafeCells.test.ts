import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { machine } from "../../support/onDisk.ts"

const formulas = `Last_Name,Company,Phone,Annual_Revenue
=1+1,@Zylker,+41 79,-5
"=HYPERLINK(""http://evil.example"",""x"")",Zylker,+4179,5
`

/** A module that holds nothing but what somebody typed into a form. */
const typedIn = Effect.gen(function* () {
  const desk = yield* machine({ records: { Leads: 0 } })
  desk.write("typed.csv", formulas)
  const { exitCode } = yield* desk.run(["import", desk.path("typed.csv"), "--module", "Leads", "--operation", "insert"])
  assert.strictEqual(exitCode, 0)
  return desk
})

const withoutIds = (csv: string): ReadonlyArray<string> =>
  csv
    .trimEnd()
    .split("\n")
    .map((line) => line.replace(/^[^,]*,/, ""))

const header = "Last_Name,Company,Phone,Annual_Revenue"
const asTheyAre = [header, "=1+1,@Zylker,+41 79,-5", '"=HYPERLINK(""http://evil.example"",""x"")",Zylker,+4179,5']
const safe = [header, "'=1+1,'@Zylker,'+41 79,-5", `"'=HYPERLINK(""http://evil.example"",""x"")",Zylker,+4179,5`]

const exported = ["export", "Leads", "--fields", header]

describe("`--safe-cells`", () => {
  it.live("keeps a spreadsheet from taking cells of an export for formulas; without it they are as Zoho has them", () =>
    Effect.gen(function* () {
      const { path, read, run } = yield* typedIn
      assert.deepStrictEqual(withoutIds((yield* run(exported)).stdout), asTheyAre)
      assert.deepStrictEqual(withoutIds((yield* run([...exported, "--safe-cells"])).stdout), safe)
      yield* run([...exported, "--safe-cells", "--output", path("leads.csv")])
      assert.deepStrictEqual(withoutIds(read("leads.csv")), safe)
    }).pipe(Effect.scoped),
  )

  it.live("does so for a download", () =>
    Effect.gen(function* () {
      const { path, run } = yield* typedIn
      const { stdout } = yield* run([...exported, "--output", path("leads.csv"), "--json"])
      const [job] = document(stdout)["jobs"] as ReadonlyArray<string>
      assert.deepStrictEqual(withoutIds((yield* run(["download", String(job)])).stdout), asTheyAre)
      assert.deepStrictEqual(withoutIds((yield* run(["download", String(job), "--safe-cells"])).stdout), safe)
    }).pipe(Effect.scoped),
  )

  it.live("is remembered by an export that is resumed", () =>
    Effect.gen(function* () {
      const { path, read, run } = yield* machine({
        records: { Leads: 3 },
        faults: [{ does: "reset", operation: "createReadJob", nth: 1 }],
      })
      const first = yield* run(["export", "Leads", "--safe-cells", "--output", path("leads.csv")])
      assert.strictEqual(first.exitCode, 9)
      assert.strictEqual((yield* run(["resume", "--send-again"])).exitCode, 0)
      assert.include(read("leads.csv"), ",'+")
    }).pipe(Effect.scoped),
  )

  it.live.each([
    { flags: ["--format", "ndjson"] },
    { flags: ["--format", "ics"] },
    { flags: ["--output", "leads.ndjson"] },
    { flags: ["--jsonl"] },
  ])("is no word for anything but CSV: $flags", ({ flags }) =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const { exitCode, stderr } = yield* run(["export", "Events", "--safe-cells", ...flags])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr.replaceAll(/\s+/g, " "), "--safe-cells is for CSV that a spreadsheet opens")
    }).pipe(Effect.scoped),
  )

  it.live("nor for an archive that is kept as it is", () =>
    Effect.gen(function* () {
      const { path, run } = yield* machine()
      const { exitCode } = yield* run(["download", "4150868000005376042", "--safe-cells", "--output", path("a.zip")])
      assert.strictEqual(exitCode, 2)
    }).pipe(Effect.scoped),
  )
})
