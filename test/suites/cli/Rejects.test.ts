import { existsSync, readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { countOf, machine } from "../../support/onDisk.ts"

const insert = ["--module", "Leads", "--operation", "insert"]

const reasons = (text: string): ReadonlyArray<string> => text.trimEnd().split("\n").slice(1)

describe("the rows that were not taken", () => {
  it.live("have the lines on which they stood, whatever stands between them", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const csv = 'sep=;\nLast_Name;Company\nA;"Z\r\ny"\nB;\n\n;;\nC;\nD;Z\nE;\n'
      const rejects = ["--rejects", here.path("rejects.csv")]
      const { stderr, stdout } = yield* here.run(["import", here.write("a.csv", csv), ...insert, ...rejects])
      assert.include(stderr, "Left out: 2 empty rows.")
      assert.include(stdout, "MANDATORY_NOT_FOUND (Company)")
      const words = '"MANDATORY_NOT_FOUND (Company): it is mandatory, and empty"'
      assert.deepStrictEqual(reasons(here.read("rejects.csv")), [`B,,5,${words}`, `C,,8,${words}`, `E,,10,${words}`])
      const json = '[\n{"Last_Name":"A","Company":"Z"},\n\n{"Last_Name":"B","Company":null}]'
      yield* here.run(["import", here.write("a.json", json), ...insert, ...rejects])
      assert.deepStrictEqual(reasons(here.read("rejects.csv")), [`B,,4,${words}`])
    }),
  )

  it.live("have them also where another run goes on", () =>
    Effect.gen(function* () {
      const here = yield* machine({ faults: [{ does: "lost-reply", operation: "createWriteJob", nth: 1 }] })
      const rejects = here.path("rejects.tsv")
      yield* here.run([
        "import",
        here.write("a.csv", "\n\nLast_Name,Company\nA,Z\nB,\n"),
        ...insert,
        "--rejects",
        rejects,
      ])
      const { jobs } = yield* here.emulator.report
      yield* here.run(["resume", "--adopt", jobs[0]?.id ?? ""])
      assert.strictEqual(reasons(here.read("rejects.tsv"))[0]?.startsWith("B\t\t5\tMANDATORY"), true)
    }),
  )

  it.live("are packed where their file's name says so", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const rejects = here.path("rejects.ndjson.gz")
      yield* here.run(["import", here.write("a.csv", "Last_Name,Company\nB,\n"), ...insert, "--rejects", rejects])
      const text = gunzipSync(readFileSync(rejects)).toString()
      assert.deepInclude(JSON.parse(text), { Last_Name: "B", rejected_line: "2" })
      const again = yield* here.run(["import", rejects, ...insert, "--map", "Company=Company", "--json"])
      assert.deepInclude(document(again.stdout), { rows: 1, skipped: 1 })
    }),
  )

  it.live("leave no file where there are none, not even one of an earlier run", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const rejects = here.write("rejects.csv", "of an earlier run\n")
      const file = here.write("a.csv", "Last_Name,Company\nA,Z\n")
      const { stdout } = yield* here.run(["import", file, ...insert, "--rejects", rejects, "--json"])
      assert.deepInclude(document(stdout), { added: 1, rejects: null })
      assert.isFalse(existsSync(rejects))
    }),
  )
})

describe("an import of nothing", () => {
  it.live.each([
    { what: "a header only", name: "a.csv", text: "Last_Name,Company\n" },
    { what: "an empty file of NDJSON", name: "a.ndjson", text: "" },
    { what: "blank rows only", name: "a.csv", text: "Last_Name,Company\n,\n\n" },
    { what: "no line of NDJSON", name: "a.ndjson", text: "\n" },
    { what: "an empty list", name: "a.json", text: "[]\n" },
  ])("is done at once: $what", ({ name, text }) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const rejects = here.write("rejects.csv", "of an earlier run\n")
      const args = ["import", here.write(name, text), ...insert, "--rejects", rejects]
      const { exitCode, stdout } = yield* here.run(args)
      assert.deepStrictEqual([exitCode, stdout], [0, "0 rows, no job\n"])
      const again = yield* here.run([...args, "--json"])
      assert.deepInclude(document(again.stdout), { rows: 0, added: 0, jobs: [], rejects: null })
      assert.isFalse(existsSync(rejects))
      const plan = yield* here.run([...args, "--plan", "--json"])
      assert.deepInclude(document(plan.stdout), { rows: 0, jobs: 0, credits: 0 })
      assert.strictEqual(yield* countOf(here, "uploadFile"), 0)
      assert.deepStrictEqual(document((yield* here.run(["jobs", "--json"])).stdout)["journeys"], [])
    }),
  )

  it.live.each([
    { what: "no byte", text: "" },
    { what: "blank lines", text: "\n  \n" },
    { what: "a mark of UTF-8", text: "\ufeff" },
  ])("is refused where a CSV has no header: $what", ({ text }) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const rejects = here.write("rejects.csv", "of an earlier run\n")
      for (const more of [[], ["--plan"], ["--check"], ["--no-check"]]) {
        const args = ["import", here.write("a.csv", text), ...insert, "--rejects", rejects, ...more]
        const { exitCode, stderr, stdout } = yield* here.run(args)
        assert.deepStrictEqual([exitCode, stdout], [2, ""])
        assert.include(stderr.replaceAll(/\s+/g, " "), "it is empty: it has no header line")
      }
      assert.strictEqual(here.read("rejects.csv"), "of an earlier run\n")
      const piped = yield* here.run(["import", "-", ...insert, "--format", "csv"], { stdin: text })
      assert.strictEqual(piped.exitCode, 2)
    }),
  )

  it.live("also where nothing comes by stdin", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { exitCode, stdout } = yield* here.run(["import", "-", ...insert], { stdin: "" })
      assert.deepStrictEqual([exitCode, stdout], [0, "0 rows, no job\n"])
    }),
  )
})
