import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { countOf, machine } from "../../support/onDisk.ts"

const upsert = ["--module", "Leads", "--operation", "upsert", "--find-by", "Email"]
const insert = ["--module", "Leads", "--operation", "insert"]

const inOneLine = (text: string): string => text.replace(/\s+/g, " ")

describe("rows of an upsert without the field by which records are found", () => {
  const rows =
    "Last_Name,Company,Email\nBoyle,Zylker,b@example.org\nCole,Zylker,\nDoe,Zylker,d@example.org\nEco,Zylker,\n"
  const told =
    "2 rows have no Email (lines 3, 5): no record is found for them, and each is added as a new record every time the file is imported."

  it.live("are told by `--check`, without being rejected", () =>
    Effect.gen(function* () {
      const { run, write } = yield* machine()
      const file = write("leads.csv", rows)
      const checked = yield* run(["import", file, ...upsert, "--check"])
      assert.strictEqual(checked.exitCode, 0, checked.stderr)
      assert.include(inOneLine(checked.stdout), told)
      const inJson = document((yield* run(["import", file, ...upsert, "--check", "--json"])).stdout)
      assert.include(JSON.stringify(inJson.hints), told)
      assert.deepStrictEqual(inJson.findings, [])
    }),
  )

  it.live("are told by the import too, and sent", () =>
    Effect.gen(function* () {
      const { run, write } = yield* machine()
      const file = write("leads.csv", rows)
      const done = yield* run(["import", file, ...upsert])
      assert.strictEqual(done.exitCode, 0, done.stderr)
      assert.include(inOneLine(done.stderr), told)
      const again = document((yield* run(["import", file, ...upsert, "--again", "--json"])).stdout)
      assert.deepInclude(again, { rows: 4, added: 2, updated: 2, hints: [told] })
    }),
  )
})

describe("a header that names no field", () => {
  it.live("is refused where the file is read in a wrong encoding, and no row is left", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const file = here.write("back.csv", "Last_Name,Company\nBoyles,Zylker\n")
      for (const more of [[], ["--check"], ["--plan"]]) {
        const { exitCode, stderr } = yield* here.run(["import", file, ...insert, "--encoding", "utf-16le", ...more])
        assert.strictEqual(exitCode, 2)
        assert.include(inOneLine(stderr), "or is read in the wrong encoding")
        assert.include(inOneLine(stderr), "name the encoding of the file with --encoding")
      }
      const good = yield* here.run(["import", here.write("none.csv", "Last_Name,Company\n"), ...insert])
      assert.strictEqual(good.exitCode, 0, good.stderr)
      assert.include(good.stdout, "0 rows, no job")
      assert.strictEqual(yield* countOf(here, "createWriteJob"), 0)
    }),
  )

  it.live("is told once where it is the first row of data, and little of it is shown", () =>
    Effect.gen(function* () {
      const { run, write } = yield* machine()
      const file = write(
        "leads.csv",
        "Boyle,Zylker,b@example.org,12 Elm Street\nCole,Zylker,c@example.org,3 Oak Road\n",
      )
      const { exitCode, stderr } = yield* run(["import", file, ...insert])
      assert.strictEqual(exitCode, 2)
      assert.include(
        inOneLine(stderr),
        'the first line ("Boyle", "Zylker", …) looks like data, not like names of fields of Leads',
      )
      assert.include(inOneLine(stderr), "The file needs a header line")
      for (const hidden of ["b@example.org", "12 Elm", "mandatory"]) assert.notInclude(stderr, hidden)
    }),
  )
})

describe("`--map` given twice", () => {
  it.live("is the same as one list", () =>
    Effect.gen(function* () {
      const { run, write } = yield* machine()
      const file = write("leads.csv", "Surname,Firm\nBoyle,Zylker\n")
      const map = ["--map", "Surname=Last_Name", "--map", "Firm=Company"]
      const { exitCode, stderr } = yield* run(["import", file, ...insert, ...map])
      assert.strictEqual(exitCode, 0, stderr)
    }),
  )
})
