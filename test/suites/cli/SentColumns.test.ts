import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { countOf, machine, type Machine } from "../../support/onDisk.ts"

const insert = ["--module", "Leads", "--operation", "insert"]
const csv = "Surname,Company,Email,Shoe size\nBoyle,Zylker,b@example.org,42\n"

const exported = ({ run }: Machine, where: string) =>
  Effect.map(run(["export", "Leads", "--fields", "Last_Name,Company,Email", "--where", where]), ({ stdout }) =>
    stdout.split("\n")[1]?.replace(/^\d+,/, ""),
  )

describe("the columns of an import that `--map` does not name", () => {
  it.live("go to the fields that they name, and one that is mapped to nothing stays behind, and is named", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const args = ["import", here.write("a.csv", csv), ...insert, "--map", "Surname=Last_Name,Shoe size="]
      const plan = yield* here.run([...args, "--plan"])
      assert.include(plan.stdout, "1 column is not sent: Shoe size.")
      const { stderr, stdout } = yield* here.run(args)
      assert.include(stderr, "1 column is not sent: Shoe size.")
      assert.include(stdout, "added  1 row")
      assert.strictEqual(
        yield* exported(here, 'Last_Name = "Boyle" and Email = "b@example.org"'),
        "Boyle,Zylker,b@example.org",
      )
    }),
  )

  it.live("stay behind with `--only`, but for those that it names itself", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const args = ["import", here.write("a.csv", csv), ...insert, "--map", "Surname=Last_Name", "--only", "Company"]
      const plan = yield* here.run([...args, "--plan", "--json"])
      assert.deepStrictEqual(document(plan.stdout)["notSent"], ["Email", "Shoe size"])
      const { stderr, stdout } = yield* here.run([...args, "--json"])
      assert.notInclude(stderr, "not sent")
      assert.deepInclude(document(stdout), { added: 1, notSent: ["Email", "Shoe size"] })
      assert.strictEqual(yield* exported(here, 'Last_Name = "Boyle" and Company = "Zylker"'), "Boyle,Zylker,")
    }),
  )

  it.live("are not asked for twice: a column goes to one field", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const args = ["import", here.write("a.csv", csv), ...insert, "--map", "Surname=Last_Name,Surname=First_Name"]
      const { exitCode, stderr } = yield* here.run(args)
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, "--map names the column Surname twice")
    }),
  )

  it.live("may be left out of an import without a map", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const file = here.write("a.ndjson", '{"Last_Name":"Boyle","Company":"Z","Shoe size":42}\n')
      const { stdout } = yield* here.run(["import", file, ...insert, "--only", "Last_Name,Company", "--json"])
      assert.deepInclude(document(stdout), { added: 1, notSent: ["Shoe size"] })
    }),
  )

  it.live("are kept in the rejects, which are taken back by the same call", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const more = [...insert, "--map", "Surname=Last_Name,Shoe size=", "--rejects", here.path("rejects.csv")]
      yield* here.run(["import", here.write("a.csv", csv.replace("Zylker", "")), ...more])
      assert.match(here.read("rejects.csv"), /^Surname,Company,Email,Shoe size,rejected_line,rejected_because\nBoyle,,/)
      const mended = here.write("mended.csv", here.read("rejects.csv").replace("Boyle,,", "Boyle,Zylker,"))
      assert.strictEqual((yield* here.run(["import", mended, ...more])).exitCode, 0)
    }),
  )

  it.live.each([
    {
      what: "a column that is not there",
      more: ["--map", "Name=Last_Name"],
      told: "There is no column Name to send to Last_Name",
    },
    {
      what: "a column that is not there to be left out",
      more: ["--map", "Fax="],
      told: "There is no column Fax to leave out",
    },
    { what: "a name for --only that is not there", more: ["--only", "Fax"], told: "There is no column Fax for --only" },
    {
      what: "two columns for one field",
      more: ["--map", "Surname=Company"],
      told: "The columns Surname and Company would both go to Company",
    },
    {
      what: "two columns mapped to one field",
      more: ["--map", "Surname=Last_Name,Email=Last_Name"],
      told: "The columns Surname and Email",
    },
    {
      what: "no column at all",
      more: ["--map", "Surname=,Company=,Email=,Shoe size="],
      told: "There are no columns left to send",
    },
  ])("are refused before anything is sent: $what", ({ more, told }) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { exitCode, stderr } = yield* here.run(["import", here.write("a.csv", csv), ...insert, ...more])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, told)
      assert.strictEqual(yield* countOf(here, "uploadFile"), 0)
    }),
  )

  it.live("of a journey that an older version began stay behind when it is resumed", () =>
    Effect.gen(function* () {
      const here = yield* machine({ faults: [{ does: "lost-reply", operation: "createWriteJob", nth: 1 }] })
      const args = [
        "import",
        here.write("a.csv", csv),
        ...insert,
        "--map",
        "Surname=Last_Name",
        "--only",
        "Surname,Company",
      ]
      assert.strictEqual((yield* here.run(args)).exitCode, 9)
      const folder = here.path("state/zoho-bulk/journeys")
      const [journey = ""] = readdirSync(folder)
      const saved = join(folder, journey, "journey.json")
      const older = readFileSync(saved, "utf8").replace(/,"notSent":\[[^\]]*\]/, "")
      assert.notInclude(older, "notSent")
      writeFileSync(saved, older)
      const { jobs } = yield* here.emulator.report
      const resumed = yield* here.run(["resume", "--adopt", jobs[0]?.id ?? "", "--json"])
      assert.deepInclude(document(resumed.stdout), { rows: 1, added: 1 })
      assert.strictEqual(yield* exported(here, 'Last_Name = "Boyle" and Company = "Zylker"'), "Boyle,Zylker,")
    }),
  )
})
