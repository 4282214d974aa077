import { existsSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { countOf, machine, type Machine } from "../../support/onDisk.ts"

const insert = ["--module", "Leads", "--operation", "insert"]
const csv = "Last Name,Company,Email,Date_3\nBoyle,Zylker,b@example.org,2021-03-04\nCole,,none,2021-03-05\n"

/** What Zoho has counted. */
const spent = ({ emulator }: Machine) =>
  Effect.map(emulator.report, ({ requests }) => requests.map(({ operation }) => operation).join(" "))

const metadata = "getModules getFields getLayouts"

describe("`zoho-bulk import` of a file that Zoho would refuse", () => {
  it.live.each([
    {
      what: "a mandatory field of the layout",
      rows: "Last Name\nBoyle\n",
      args: insert,
      told: "Company is mandatory in the layout Standard, but no column fills it",
    },
    {
      what: "a header that is no field, nor the label of one",
      rows: "Last Name,Company,Emial\nBoyle,Zylker,b@example.org\n",
      args: insert,
      told: "Emial cannot be sent: Leads has no field \"Emial\". Did you mean Email? Send it to a field with --map 'Emial=Email'",
    },
    {
      what: "a wrong field to find records by",
      rows: "Last Name,Company\nBoyle,Zylker\n",
      args: ["--module", "Leads", "--operation", "upsert", "--find-by", "Company"],
      told: "Company cannot find records: it is not unique in Leads. Find them by id or Email.",
    },
    {
      what: "a field to find records by without a column",
      rows: "Last Name,Company\nBoyle,Zylker\n",
      args: ["--module", "Leads", "--operation", "update", "--find-by", "email"],
      told: "Email has no column",
    },
    {
      what: "a module that is none",
      rows: "Last Name,Company\nBoyle,Zylker\n",
      args: ["--module", "Leadz", "--operation", "insert"],
      told: "Did you mean Leads?",
      asked: "getModules",
    },
    {
      what: "a module that takes no bulk writes",
      rows: "Subject\nHello\n",
      args: ["--module", "Calls", "--operation", "insert"],
      told: "Calls does not accept bulk inserts",
      asked: "getModules",
    },
    {
      what: "dates that can be read in two ways",
      rows: "Last Name,Company,Date_3\nBoyle,Zylker,03/04/2021\n",
      args: insert,
      told: "2021-03-04 (MM/dd/yyyy) or 2021-04-03 (dd/MM/yyyy)",
    },
    {
      what: "numbers that can be read in two ways",
      rows: 'Last Name,Company,Percent\nBoyle,Zylker,1.500\nCole,Zylker,"12,5"\nDyer,Zylker,2.000\n',
      args: insert,
      told: "Percent has decimal commas in some cells (12,5 on line 3), so others can be read in two ways: 1.500 as 1.5 or as 1500 (2 rows, lines 2, 4). Write a point before decimals and nothing between thousands, in the whole column.",
    },
    {
      what: "a lookup by names",
      rows: "Deal_Name,Stage,Account_Name\nA,Qualification,Zylker\n",
      args: ["--module", "Deals", "--operation", "insert"],
      told: "Give it with --lookup 'Account_Name=…'",
    },
    {
      what: "a lookup by names, in a column that has a label",
      rows: "Deal_Name,Stage,Account Name\nA,Qualification,Zylker\n",
      args: ["--module", "Deals", "--operation", "insert"],
      told: "Give it with --lookup 'Account Name=…'",
    },
  ])("ends before the upload, and costs what metadata cost: $what", ({ args, asked = metadata, rows, told }) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { exitCode, stderr } = yield* here.run(["import", here.write("a.csv", rows), ...args])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, told)
      assert.strictEqual(yield* spent(here), asked)
      assert.isFalse(existsSync(here.path("state/zoho-bulk/journeys")))
    }),
  )
})

describe("`zoho-bulk import` of rows that Zoho would skip", () => {
  it.live("says which, on which lines, and imports the others", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { exitCode, stderr, stdout } = yield* here.run(["import", here.write("a.csv", csv), ...insert])
      assert.strictEqual(exitCode, 8)
      assert.include(stderr, "Zoho may skip 1 row; the others are imported:")
      assert.include(stderr, "Company is empty, but mandatory (1 row, line 3)")
      assert.include(stderr, 'Email is not an e-mail address (1 row, line 3): "none"')
      assert.include(stdout, "added    1 row")
    }),
  )

  it.live("does not speak of others where they are all there are", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { stderr } = yield* here.run([
        "import",
        here.write("a.csv", "Last Name,Company,Email\nBoyle,Zylker,none\n"),
        ...insert,
      ])
      assert.include(stderr, "Zoho may skip every row (1):")
    }),
  )

  it.live("tells a program in the summary, with the credits of all", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { stdout } = yield* here.run(["import", here.write("a.csv", csv), ...insert, "--json"])
      const { credits, findings } = document(stdout) as { credits: number; findings: ReadonlyArray<unknown> }
      assert.isAtLeast(credits, 3 + 1 + 1 + 500 + 1 + 1)
      assert.deepInclude(findings[0], { kind: "empty", column: "Company", count: 1, lines: [3] })
    }),
  )
})

describe("`zoho-bulk import --check`", () => {
  it.live("finds what is wrong, asks for metadata alone, and keeps the rows with findings", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const args = ["import", here.write("a.csv", csv), ...insert, "--check", "--rejects", here.path("r.csv")]
      const { exitCode, stdout } = yield* here.run([...args, "--json"])
      assert.strictEqual(exitCode, 2)
      assert.deepInclude(document(stdout), { rows: 2, rowsWithFindings: 1, credits: 502, rejects: here.path("r.csv") })
      assert.strictEqual(yield* spent(here), metadata)
      assert.strictEqual(
        here.read("r.csv"),
        `Last Name,Company,Email,Date_3,rejected_line,rejected_because\nCole,,none,2021-03-05,3,"Company is empty, but mandatory; Email is not an e-mail address"\n`,
      )
      assert.isFalse(existsSync(here.path("state/zoho-bulk/journeys")))
      const named = `The rows with findings are in ${here.path("r.csv")}.`
      const shown = (yield* here.run(args)).stdout
      assert.strictEqual(shown.trimEnd().split("\n").at(-1), named)
      const mended = here.write("b.csv", here.read("r.csv").replace("Cole,,none", "Cole,Zylker,c@example.org"))
      const good = yield* here.run(["import", mended, ...insert, "--check", "--rejects", here.path("r.csv")])
      assert.strictEqual(good.exitCode, 0, good.stdout)
      assert.include(good.stdout, "No problems were found.")
      assert.notInclude(good.stdout, "r.csv")
      assert.include(good.stdout, "The records API would write 1 row for 1 credit; a bulk job costs 502.")
      assert.isFalse(existsSync(here.path("r.csv")))
    }),
  )

  it.live("says of a file without rows that there are none, and refuses one without a header", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      for (const flag of ["--check", "--plan"]) {
        const header = here.write("a.csv", "Last_Name,Company\n")
        const { exitCode, stdout } = yield* here.run(["import", header, ...insert, flag])
        assert.deepStrictEqual([exitCode, stdout.split("\n")[0]], [0, "There are no rows: no jobs, and no credits."])
        for (const nothing of ["", "\n,,\n"]) {
          const refused = yield* here.run(["import", here.write("b.csv", nothing), ...insert, flag])
          assert.strictEqual(refused.exitCode, 2)
          assert.include(refused.stderr, "it has no header line")
        }
      }
      // Whether the header names fields is asked, and that of an empty file is not.
      assert.strictEqual(yield* spent(here), [metadata, metadata].join(" "))
    }),
  )

  it.live("says whether findings are about single rows or about the import as a whole", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const whole = here.write("a.csv", "Last Name,Company,Emial\nBoyle,Zylker,b@example.org\n")
      assert.include(
        (yield* here.run(["import", whole, ...insert, "--check"])).stdout,
        "1 finding about the import as a whole:",
      )
      const single = here.write("b.csv", csv)
      assert.include((yield* here.run(["import", single, ...insert, "--check"])).stdout, "2 findings in 1 of 2 rows:")
    }),
  )

  it.live("reads stdin as well, and says what it cannot ask", () =>
    Effect.gen(function* () {
      const here = yield* machine({
        scopes: ["ZohoCRM.bulk.ALL", "ZohoCRM.modules.ALL", "ZohoFiles.files.ALL", "ZohoCRM.org.READ"],
      })
      const refused = yield* here.run(["import", "-", ...insert, "--check"], { stdin: csv })
      assert.strictEqual(refused.exitCode, 3)
      assert.include(refused.stderr, "ZohoCRM.settings")
      const plan = yield* here.run(["import", "-", ...insert, "--plan"], { stdin: csv })
      assert.strictEqual(plan.exitCode, 0, plan.stderr)
      assert.include(plan.stdout, "Not checked")
      const api = csv
        .replace("Last Name", "Last_Name")
        .replaceAll("2021-03-0", "03/0")
        .replaceAll(/03\/0(\d)/g, "03/0$1/2021")
      const { exitCode, stderr } = yield* here.run(["import", "-", ...insert], { stdin: api })
      assert.strictEqual(exitCode, 8, stderr)
      assert.include(stderr, "The rows are sent without a check, under the names that they have.")
      assert.strictEqual(stderr.split("without a check").length, 2)
    }),
  )

  it.live("contradicts `--no-check`, with which nothing is asked", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const file = here.write("a.csv", csv.replace("Last Name", "Last_Name"))
      assert.strictEqual((yield* here.run(["import", file, ...insert, "--check", "--no-check"])).exitCode, 2)
      yield* here.run(["import", file, ...insert, "--no-check"])
      assert.strictEqual(yield* countOf(here, "getFields"), 0)
      assert.strictEqual(yield* countOf(here, "createWriteJob"), 1)
    }),
  )

  it.live("needs a sign-in, which `--plan` does without", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const nobody = { env: { ZOHO_ACCESS_TOKEN: "" } }
      const args = ["import", here.write("a.csv", csv), ...insert]
      assert.strictEqual((yield* here.run([...args, "--check"], nobody)).exitCode, 2)
      const plan = yield* here.run([...args, "--plan"], nobody)
      assert.strictEqual(plan.exitCode, 0)
      assert.include(plan.stdout, "Not checked: There is no access token, and nobody has signed in.")
    }),
  )
})

describe("what `zoho-bulk import` is told of columns", () => {
  it.live("may be the labels of module, fields and key", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const upsert = ["--module", "lead", "--operation", "upsert", "--find-by", "email"]
      const file = here.write("a.csv", "Surname,company,Email\nBoyle,Zylker,b@example.org\n")
      const { exitCode, stderr, stdout } = yield* here.run([
        "import",
        file,
        ...upsert,
        "--map",
        "Surname=Last Name",
        "--json",
      ])
      assert.strictEqual(exitCode, 0, stderr)
      assert.deepInclude(document(stdout), { module: "Leads", added: 1 })
      const { stdout: again } = yield* here.run([
        "import",
        file,
        ...upsert,
        "--map",
        "Surname=last name",
        "--json",
        "--again",
      ])
      assert.deepInclude(document(again), { updated: 1 })
    }),
  )

  it.live("may be how dates are spelled, in all columns or in one", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const file = here.write("a.csv", "Last_Name,Company,Date_3\nOne,Zylker,03/04/2021\n")
      for (const format of ["dd/MM/yyyy", "date 3=dd/MM/yyyy"]) {
        const args = ["import", file, ...insert, "--date-format", format, "--again"]
        const { exitCode, stderr } = yield* here.run(args)
        assert.strictEqual(exitCode, 0, stderr)
      }
      const { stdout } = yield* here.run(["export", "Leads", "--fields", "Date_3", "--where", "Last_Name = One"])
      assert.deepStrictEqual(
        stdout
          .trimEnd()
          .split("\n")
          .slice(1)
          .map((row) => row.split(",")[1]),
        ["2021-04-03", "2021-04-03"],
      )
      for (const format of ["someday", "Fax=dd/MM/yyyy"]) {
        assert.strictEqual((yield* here.run(["import", file, ...insert, "--date-format", format])).exitCode, 2)
      }
    }),
  )

  it.live("may be the zone of times without an offset, and what its clocks skip is never guessed", () =>
    Effect.gen(function* () {
      const here = yield* machine({ records: { Events: 0 } })
      const rows = ["A,2021-01-15 10:00,1", "B,2021-07-15 10:00,2", "C,2021-03-14 02:30,3"].map(
        (row) => `${row},2021-12-01T00:00:00Z`,
      )
      const file = here.write("events.csv", `Title,From,Description,To\n${rows.join("\n")}\n`)
      const rejects = here.path("rejects.csv")
      const args = ["import", file, "-m", "Events", "--operation", "insert", "--time-zone", "America/New_York"]
      const checked = yield* here.run([...args, "--check"])
      assert.strictEqual(checked.exitCode, 2)
      assert.include(
        checked.stdout,
        "From does not exist in the time zone: the clocks were put forward (1 row, line 4)",
      )
      const { exitCode, stderr } = yield* here.run([...args, "--rejects", rejects])
      assert.strictEqual(exitCode, 8, stderr)
      assert.match(here.read("rejects.csv"), /^C,2021-03-14 02:30,3,/m)
      const out = here.path("out.csv")
      yield* here.run(["export", "Events", "--fields", "Event_Title,Start_DateTime", "--output", out])
      const times = [...here.read("out.csv").matchAll(/\d{4}-\d\d-\d\dT[^,\r\n]*/g)].map(([time]) => Date.parse(time))
      assert.deepStrictEqual(times.toSorted(), [Date.parse("2021-01-15T15:00:00Z"), Date.parse("2021-07-15T14:00:00Z")])
    }),
  )

  it.live("may be no zone where nothing is checked, for it is not known then which columns hold times", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const file = here.write("a.csv", csv)
      const { exitCode, stderr } = yield* here.run(["import", file, ...insert, "--time-zone", "+05:30", "--no-check"])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, "--time-zone requires the check")
      assert.strictEqual(yield* spent(here), "")
    }),
  )

  it.live("may be what lookups are found by: a name, or the e-mail of an owner", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { stdout: accounts } = yield* here.run([
        "export",
        "Accounts",
        "--fields",
        "Account_Name",
        "--format",
        "ndjson",
      ])
      const account = JSON.parse(accounts.split("\n")[0] ?? "") as { id: string; Account_Name: string }
      const file = here.write(
        "a.csv",
        `Deal_Name,Stage,Account_Name,Deal Owner\nA,Qualification,"${account.Account_Name}",ada.müller@example.com\n`,
      )
      const args = ["import", file, "--module", "Deals", "--operation", "insert", "--lookup"]
      const { exitCode, stderr } = yield* here.run([...args, "Account_Name=Account Name,Deal Owner=email"])
      assert.strictEqual(exitCode, 0, stderr)
      const where = ["--where", "Deal_Name = A"]
      const { stdout } = yield* here.run(["export", "Deals", "--fields", "Account_Name,Owner.last_name", ...where])
      assert.include(stdout, `,${account.id},Müller`)
      assert.strictEqual((yield* here.run([...args, "Fax=id"])).exitCode, 2)
    }),
  )
})

describe("`zoho-bulk import --results`", () => {
  const rows = "Last Name,Company\nBoyle,Zylker\nNobody,\nCole,Zylker\n"

  it.live("tells of every row where it stood, what became of it, and which record it is", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const args = ["import", here.write("a.csv", rows), ...insert, "--results", here.path("all.csv")]
      const { exitCode, stdout } = yield* here.run([...args, "--rejects", here.path("r.csv")])
      assert.strictEqual(exitCode, 8)
      assert.include(stdout, here.path("all.csv"))
      const [header, first = "", second, third = ""] = here.read("all.csv").split("\n")
      assert.strictEqual(header, "result_line,result_status,result_id,result_because,Last Name,Company")
      assert.match(first, /^2,added,\d+,,Boyle,Zylker$/)
      assert.strictEqual(second, '3,skipped,,"MANDATORY_NOT_FOUND (Company): it is mandatory, and empty",Nobody,')
      assert.match(third, /^4,added,\d+,,Cole,Zylker$/)
      assert.include(here.read("r.csv"), "Nobody,,3,")
      const again = yield* here.run(["import", here.path("all.csv"), ...insert, "--check", "--json"])
      assert.deepInclude(document(again.stdout), { rows: 3, rowsWithFindings: 1 })
    }),
  )

  it.live("tells it in NDJSON, where the file is called so, also of an import that is resumed", () =>
    Effect.gen(function* () {
      const here = yield* machine({ faults: [{ does: "lost-reply", operation: "createWriteJob", nth: 1 }] })
      const file = here.write("a.csv", rows.replace("Nobody", "\nNobody"))
      const { exitCode } = yield* here.run(["import", file, ...insert, "--results", here.path("all.ndjson")])
      assert.strictEqual(exitCode, 9)
      assert.isFalse(existsSync(here.path("all.ndjson")))
      assert.strictEqual((yield* here.run(["resume", "--send-again"])).exitCode, 8)
      const told = here
        .read("all.ndjson")
        .trimEnd()
        .split("\n")
        .map((line): unknown => JSON.parse(line))
      assert.strictEqual(told.length, 3)
      assert.deepInclude(told[1], { result_line: "4", result_status: "skipped", "Last Name": "Nobody" })
    }),
  )

  it.live("is neither the file that is imported, nor that of the rejects", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const file = here.write("a.csv", rows)
      for (const more of [
        ["--results", file],
        ["--results", here.path("x.csv"), "--rejects", here.path("x.csv")],
        ["--results", here.path("x.xlsx")],
      ]) {
        assert.strictEqual((yield* here.run(["import", file, ...insert, ...more])).exitCode, 2)
      }
      assert.strictEqual(yield* spent(here), "")
    }),
  )
})

describe("`zoho-bulk import --explain`", () => {
  it.live("shows the names of fields that are known, and asks nothing for it", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const env = { XDG_CACHE_HOME: here.path("cache") }
      const file = here.write("a.csv", "Last Name,Company,Date 3\nBoyle,Zylker,31.12.2026\n")
      const args = ["import", file, ...insert, "--explain"]
      const unknown = yield* here.run(args, { env })
      assert.include(unknown.stdout, "Names and values are shown as typed")
      assert.include(unknown.stdout, '"api_name":"Last Name"')
      for (const known of [["modules"], ["fields", "Leads"]]) yield* here.run(known, { env })
      const before = (yield* here.emulator.report).requests.length
      const { exitCode, stderr, stdout } = yield* here.run(args, { env })
      assert.strictEqual(exitCode, 0, stderr)
      assert.include(stdout, '"api_name":"Last_Name"')
      assert.include(stdout, '"api_name":"Date_3","index":2,"format":"dd.MM.yyyy"')
      assert.lengthOf((yield* here.emulator.report).requests, before)
    }),
  )
})

describe("`zoho-bulk import --max-credits`", () => {
  it.live("stops between the orders of its parts, and resume goes on within a limit of its own", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const rows = Array.from({ length: 25_001 }, (_, at) => `Boyle ${at},Zylker`)
      const file = here.write("a.csv", `Last_Name,Company\n${rows.join("\n")}\n`)
      const { exitCode, stderr } = yield* here.run(["import", file, ...insert, "--no-check", "--max-credits", "700"])
      assert.strictEqual(exitCode, 2)
      assert.match(stderr, /Continue with zoho-bulk resume \S+ --max-credits N/)
      assert.strictEqual(yield* countOf(here, "createWriteJob"), 1)
      const less = yield* here.run(["resume", "--max-credits", "100"])
      assert.strictEqual(less.exitCode, 2)
      const rest = yield* here.run(["resume", "--max-credits", "600", "--json"])
      assert.strictEqual(rest.exitCode, 0, rest.stderr)
      assert.deepInclude(document(rest.stdout), { rows: 25_001, added: 25_001 })
      assert.strictEqual(yield* countOf(here, "createWriteJob"), 2)
    }),
  )

  it.live("stops before the order that would exceed it, and resume goes on", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const file = here.write("a.csv", "Last_Name,Company\nBoyle,Zylker\n")
      const { exitCode, stderr } = yield* here.run(["import", file, ...insert, "--max-credits", "500"])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, "it may spend only 500")
      assert.strictEqual(yield* countOf(here, "createWriteJob"), 0)
      const { exitCode: good, stderr: why } = yield* here.run([
        "import",
        file,
        ...insert,
        "--max-credits",
        "505",
        "--again",
      ])
      assert.strictEqual(good, 0, why)
    }),
  )
})
