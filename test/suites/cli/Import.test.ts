import { assert, describe, it } from "@effect/vitest"
import { existsSync } from "node:fs"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { countOf, machine } from "../../support/onDisk.ts"

const csv = 'Last_Name,Company,Email\nBoyle,Zylker,p@example.org\nNobody,,n@example.org\n"O\'Neill, Jr.",Zylker,\n'
const insert = ["--module", "Leads", "--operation", "insert"]

describe("`zoho-bulk import`", () => {
  it.live("says what became of the rows, and ends with code 8 where some were not taken", () =>
    Effect.gen(function* () {
      const { path, read, run, write } = yield* machine()
      const file = write("leads.csv", csv)
      const { exitCode, stdout } = yield* run(["import", file, ...insert, "--rejects", path("rejects.csv"), "--json"])
      assert.strictEqual(exitCode, 8)
      assert.deepInclude(document(stdout), {
        rows: 3,
        added: 2,
        updated: 0,
        skipped: 1,
        unprocessed: 0,
        failed: 0,
        unknown: 0,
      })
      assert.deepStrictEqual(document(stdout)["reasons"], [{ reason: "MANDATORY_NOT_FOUND (Company)", rows: 1 }])
      assert.strictEqual(
        read("rejects.csv"),
        'Last_Name,Company,Email,rejected_line,rejected_because\nNobody,,n@example.org,3,"MANDATORY_NOT_FOUND (Company): it is mandatory, and empty"\n',
      )
    }),
  )

  it.live("takes the mended rejects as they are, and ends with code 0", () =>
    Effect.gen(function* () {
      const { path, read, run, write } = yield* machine()
      yield* run(["import", write("leads.csv", csv), ...insert, "--rejects", path("rejects.csv")])
      const mended = write("mended.csv", read("rejects.csv").replace("Nobody,,", "Nobody,Zylker,"))
      const again = yield* run(["import", mended, ...insert, "--rejects", path("rejects.csv")])
      assert.strictEqual(again.exitCode, 0)
      assert.isFalse(existsSync(path("rejects.csv")))
    }),
  )

  it.live("writes rejects as NDJSON where their file is named so, and takes them back", () =>
    Effect.gen(function* () {
      const { path, read, run, write } = yield* machine()
      yield* run(["import", write("leads.csv", csv), ...insert, "--rejects", path("rejects.ndjson")])
      const [reject = ""] = read("rejects.ndjson").split("\n")
      assert.deepInclude(JSON.parse(reject), { Last_Name: "Nobody", rejected_line: "3" })
      const mended = write("mended.ndjson", reject.replace('"Company":""', '"Company":"Zylker"'))
      assert.strictEqual((yield* run(["import", mended, ...insert])).exitCode, 0)
      assert.strictEqual((yield* run(["import", mended, ...insert, "--rejects", path("r.zip")])).exitCode, 2)
    }),
  )

  const encoded = (text: string): Uint8Array => {
    const bytes = new Uint8Array(2 + text.length * 2)
    bytes.set([0xff, 0xfe])
    for (let at = 0; at < text.length; at++) new DataView(bytes.buffer).setUint16(2 + at * 2, text.charCodeAt(at), true)
    return bytes
  }

  it.live.each([
    { what: "a byte order mark", name: "a.csv", text: `\ufeff${csv}` },
    { what: "UTF-16", name: "b.csv", text: encoded(csv) },
    { what: "semicolons and empty lines", name: "c.csv", text: "Last_Name;Company\n\nA;Z\n\nB;\nC;Z\n" },
    {
      what: "NDJSON",
      name: "d.ndjson",
      text: '{"Last_Name":"A","Company":"Z"}\n{"Last_Name":"B","Company":null}\n{"Company":"Z","Last_Name":"C"}\n',
    },
  ])("reads $what", ({ name, text }) =>
    Effect.gen(function* () {
      const { run, write } = yield* machine()
      const { exitCode, stdout } = yield* run(["import", write(name, text), ...insert, "--json"])
      assert.deepInclude(document(stdout), { rows: 3, added: 2, skipped: 1 })
      assert.strictEqual(exitCode, 8)
    }),
  )

  it.live(
    "refuses a row of NDJSON that leaves a name out, also one that every object has, unless it changes nothing",
    () =>
      Effect.gen(function* () {
        const { run, write } = yield* machine()
        const rows = '{"Last_Name":"A","Company":"Z","constructor":"x"}\n{"Last_Name":"B","Company":"Z"}\n'
        const args = ["import", write("a.ndjson", rows), ...insert, "--map", "constructor=", "--json"]
        const refused = yield* run(args)
        assert.strictEqual(refused.exitCode, 2)
        assert.include(document(refused.stderr)["message"], "line 2: constructor is left out")
        const { exitCode, stderr, stdout } = yield* run([...args, "--ignore-empty"])
        assert.strictEqual(exitCode, 0, stderr)
        assert.deepInclude(document(stdout), { rows: 2, added: 2 })
      }),
  )

  it.live("reads all of stdin, though several pieces of it come at once", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const stdin = ["Last_Name,Company\nBoyle,Zylker\n", "Pinto,Zylker\n", "Cole,Zylker\n"]
      const run = yield* here.run(["import", "-", "--module", "Leads", "--operation", "insert", "--json"], { stdin })
      assert.strictEqual(document(run.stdout).added, 3, run.stderr)
    }),
  )

  it.live("reads stdin, and columns by a map", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const stdin = "Surname,Firm,Shoe size\nBoyle,Zylker,42\n"
      const { stdout } = yield* run(
        ["import", "-", ...insert, "--map", "Surname=Last_Name,Firm=Company,Shoe size=", "--json"],
        {
          stdin,
        },
      )
      assert.deepInclude(document(stdout), { rows: 1, added: 1 })
    }),
  )

  it.live("ends with code 5 where a job failed, and names its rows", () =>
    Effect.gen(function* () {
      const here = yield* machine({ faults: [{ does: "job-fails" }] })
      const { exitCode, stdout } = yield* here.run(["import", here.write("leads.csv", csv), ...insert, "--json"])
      assert.strictEqual(exitCode, 5)
      assert.deepInclude(document(stdout), { added: 0, failed: 3 })
    }),
  )

  it.live("goes on where the answer to its order was lost, without the rows, and writes none twice", () =>
    Effect.gen(function* () {
      const here = yield* machine({ faults: [{ does: "lost-reply", operation: "createWriteJob", nth: 1 }] })
      const file = here.write("leads.csv", csv)
      assert.strictEqual((yield* here.run(["import", file, ...insert])).exitCode, 9)
      here.write("leads.csv", "gone")
      const { jobs } = yield* here.emulator.report
      const [job] = jobs
      const resumed = yield* here.run(["resume", "--adopt", job?.id ?? "", "--json"])
      assert.deepInclude(document(resumed.stdout), { rows: 3, added: 2, skipped: 1 })
      assert.strictEqual(yield* countOf(here, "createWriteJob"), 1)
    }),
  )
})

describe("numbers in NDJSON", () => {
  it.live("find the record whose id they spell, to the digit, and keep their spelling", () =>
    Effect.gen(function* () {
      const { run, write } = yield* machine({ records: { Leads: 2_000 } })
      const numbers = '{"id":4150868013000000600,"Company":12345678901234567.89,"Last_Name":1e400,"Email":null}\n'
      const update = ["--module", "Leads", "--operation", "update", "--find-by", "id"]
      const { exitCode, stderr } = yield* run(["import", write("wrong.ndjson", numbers), ...update])
      assert.strictEqual(exitCode, 0, stderr)
      const where = 'Company equal "12345678901234567.89"'
      const { stdout } = yield* run(["export", "Leads", "--fields", "Company,Last_Name", "--where", where])
      assert.strictEqual(stdout, "id,Company,Last_Name\n4150868013000000600,12345678901234567.89,1e400\n")
    }),
  )

  it.live("in what a cell holds keep their spelling, and a line that is a number is no row", () =>
    Effect.gen(function* () {
      const { read, path, run, write } = yield* machine()
      const line =
        '{"Company":[1.10,4150868013000000600],"Description":{"id":4150868013000000600},"Email":"n@example.org","Last_Name":null}\n'
      const rejects = ["--rejects", path("rejects.csv")]
      yield* run(["import", write("a.ndjson", line), ...insert, ...rejects])
      assert.include(read("rejects.csv"), "1.10;4150868013000000600,4150868013000000600,n@example.org,,1,")
      const { stderr } = yield* run(["import", write("b.ndjson", "4150868013000000600\n"), ...insert])
      assert.include(stderr, "line 1: this is not an object")
    }),
  )
})

describe("`zoho-bulk import --find-by` with a field that is not unique", () => {
  it.live("says that it is the field to find records by, not the mapping", () =>
    Effect.gen(function* () {
      const { run, write } = yield* machine()
      const upsert = ["--module", "Leads", "--operation", "upsert", "--find-by", "Nope"]
      const { exitCode, stderr } = yield* run(["import", write("leads.csv", csv), ...upsert, "--no-check"])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, "Give --find-by a unique field of the module")
      assert.notInclude(stderr, "field mappings")
    }),
  )
})

describe("`zoho-bulk import` into another organisation", () => {
  it.live("names the setting, for Zoho names a header", () =>
    Effect.gen(function* () {
      const { run, write } = yield* machine()
      const { exitCode, stderr } = yield* run(["import", write("leads.csv", csv), ...insert, "--org-id", "42"])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, "X-CRM-ORG")
      assert.include(stderr, "Set --org-id (ZOHO_ORG_ID) to the zgid")
    }),
  )
})

describe("`zoho-bulk import` says before anything is spent", () => {
  it.live.each([
    { what: "a ragged row", text: "A,B\n1,2\n\n3\n", told: "bad.csv, line 4, column 2: the row has 1 cells" },
    { what: "an open quote", text: 'A,B\n1,"2\n', told: "bad.csv, line 2" },
    { what: "a doubled column", text: "A,A\n1,2\n", told: "two columns A" },
    { what: "what is no text", text: Uint8Array.of(0x41, 0xff, 0xfe, 0x0a), told: "not utf-8" },
  ])("$what", ({ text, told }) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { exitCode, stderr } = yield* here.run(["import", here.write("bad.csv", text), ...insert])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, told)
      assert.strictEqual(yield* countOf(here, "uploadFile"), 0)
    }),
  )

  it.live.each([
    { what: "no JSON", text: '{"A":1}\n{"A":\n{"A":3}\n', told: "bad.ndjson, line 2: this is not JSON" },
    { what: "no JSON, at the beginning", text: 'A,B\n{"A":1}\n', told: "bad.ndjson, line 1: this is not JSON" },
    { what: "no JSON, after an empty line", text: '{"A":1}\r\n\r\n{"A"', told: "bad.ndjson, line 3: this is not JSON" },
    { what: "no object", text: '{"A":1}\n\n[2]\n', told: "bad.ndjson, line 3: this is not an object" },
    { what: "no name at all", text: "{}\n{}\n", told: "bad.ndjson, line 1: this object has no columns" },
    { what: "a name that is new", text: '{"A":1}\n{"B":2}\n', told: "bad.ndjson, line 2: B is not among" },
  ])("which line of NDJSON is at fault: $what", ({ text, told }) =>
    Effect.gen(function* () {
      const { run, write } = yield* machine()
      const { exitCode, stderr } = yield* run(["import", write("bad.ndjson", text), ...insert])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, told)
    }),
  )

  it.live.each([
    { what: "a file that is not there", args: ["/no/such.csv", ...insert], told: "There is no file /no/such.csv" },
    { what: "a folder", args: ["/", ...insert], told: "/ is not a file" },
    {
      what: "an update without a field to find records by",
      args: ["-", "--module", "Leads", "--operation", "update"],
      told: "--operation update requires --find-by",
    },
    {
      what: "an insert with a field to find records by",
      args: ["-", ...insert, "--find-by", "Email"],
      told: "--find-by is for update and upsert: an insert does not look for records",
    },
  ])("$what", ({ args, told }) =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const { exitCode, stderr } = yield* run(["import", ...args])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, told)
    }),
  )

  it.live("that the rows and the rejects are one file", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const file = here.write("leads.csv", csv)
      const { exitCode, stderr } = yield* here.run(["import", file, ...insert, "--rejects", file])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, "is the file being imported")
      assert.strictEqual(here.read("leads.csv"), csv)
    }),
  )

  it.live("what it would cost", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { stdout } = yield* here.run(["import", here.write("leads.csv", csv), ...insert, "--plan", "--json"])
      assert.deepInclude(document(stdout), { rows: 3, jobs: 1, credits: 502 })
      assert.strictEqual(yield* countOf(here, "uploadFile"), 0)
    }),
  )
})
