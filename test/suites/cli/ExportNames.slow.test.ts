import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { countOf, machine } from "../../support/onDisk.ts"

const lines = (text: string): ReadonlyArray<string> => text.trimEnd().split("\n")

/** The first record of what was written as NDJSON. */
const first = (text: string): unknown => JSON.parse(lines(text)[0] ?? "")

describe("`zoho-bulk export` by names as people know them", () => {
  it.live("takes labels of fields, and names of views and modules", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const fields = yield* here.run(["export", "Contacts", "--fields", "last name,Email Opt Out"])
      assert.strictEqual(lines(fields.stdout)[0], "id,Last_Name,Email_Opt_Out")
      const view = yield* here.run(["export", "Contact", "--fields", "Email", "--view", "All Contacts"])
      assert.strictEqual(view.exitCode, 0)
      assert.strictEqual(lines(view.stdout).length, 251)
    }),
  )

  it.live("refuses names that nothing has before anything is ordered, and says what was meant", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      for (const [args, meant] of [
        [["Contacts", "--fields", "Last Nme"], "Did you mean Last Name?"],
        [["Contacts", "--where", "Emial = x"], "Did you mean Email?"],
        [["Contacts", "--view", "All Contcts"], "Did you mean All Contacts?"],
        [["Contcts", "--fields", "Email"], "Did you mean Contacts?"],
      ] as const) {
        const { exitCode, stderr } = yield* here.run(["export", ...args])
        assert.strictEqual(exitCode, 2)
        assert.include(stderr, meant)
      }
      assert.strictEqual(yield* countOf(here, "createReadJob"), 0)
    }),
  )

  it.live("says in its own words which command lists the names that there are", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      for (const args of [
        ["export", "Contacts", "--fields", "Emial"],
        ["export", "Contacts", "--where", "Emial = x"],
        ["count", "Contacts", "--where", "Emial = x"],
      ]) {
        const { exitCode, stderr } = yield* here.run(args)
        assert.strictEqual(exitCode, 2)
        assert.include(
          stderr,
          "Did you mean Email? zoho-bulk fields Contacts lists the fields of Contacts.",
          args.join(" "),
        )
        const forPrograms = yield* here.run([
          ...args,
          ...(args[0] === "export" ? ["--output", here.path("x.csv")] : []),
          "--json",
        ])
        assert.strictEqual(document(forPrograms.stderr)["error"], "UnknownField")
      }
    }),
  )

  it.live("says which module was meant, or takes it, where nothing but the module is named", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const misspelt = yield* here.run(["export", "Contcats"])
      assert.strictEqual(misspelt.exitCode, 2)
      assert.include(misspelt.stderr, "Did you mean Contacts? zoho-bulk modules lists the modules.")
      assert.deepStrictEqual(document((yield* here.run(["jobs", "--json"])).stdout)["journeys"], [])
      const byLabel = yield* here.run(["export", "Contact", "--output", here.path("c.csv"), "--json"])
      assert.strictEqual(byLabel.exitCode, 0, byLabel.stderr)
      assert.deepInclude(document(byLabel.stdout), { module: "Contacts", rows: 250 })
      const asTyped = yield* here.run(["export", "Contcats", "--no-metadata"])
      assert.strictEqual(asTyped.exitCode, 2)
      assert.strictEqual(yield* countOf(here, "getModules"), 2)
    }),
  )

  it.live("plans and explains by the names that are known, and asks nothing for it", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const env = { XDG_CACHE_HOME: here.path("cache") }
      const args = ["export", "Contact", "--fields", "Last Name", "--where", "Phone = 0791234567"]
      const unknown = yield* here.run([...args, "--explain"], { env })
      assert.include(unknown.stdout, "Names and values are shown as typed")
      assert.include(unknown.stdout, '"fields":["Last Name"]')
      for (const known of [["modules"], ["fields", "Contacts"]]) yield* here.run(known, { env })
      const before = (yield* here.emulator.report).requests.length
      const explained = yield* here.run([...args, "--explain"], { env })
      assert.notInclude(explained.stdout, "as typed")
      assert.include(explained.stdout, '"api_name":"Contacts"')
      assert.include(explained.stdout, '"fields":["Last_Name"]')
      assert.include(explained.stdout, '"value":"0791234567"')
      const counted = yield* here.run(["count", "Contact", "--where", '"Last Name" = Boyle', "--explain"], { env })
      assert.include(counted.stdout, "Last_Name")
      for (const more of ["--plan", "--explain"]) {
        const { exitCode, stderr } = yield* here.run(["export", "Contcats", more], { env })
        assert.strictEqual(exitCode, 2)
        assert.include(stderr, "Did you mean Contacts?")
      }
      const emulated = yield* here.run([...args, "--explain", "--emulator"], { env })
      assert.include(emulated.stdout, '"fields":["Last_Name"]')
      assert.lengthOf((yield* here.emulator.report).requests, before)
    }),
  )

  it.live("takes all fields that bulk read has, and says which it has not", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { exitCode, stdout } = yield* here.run(["export", "Deals", "--fields", "all"])
      assert.strictEqual(exitCode, 0)
      assert.include(lines(stdout)[0], "Deal_Name")
    }),
  )

  it.live("compares values as their fields have them", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { exitCode, stderr } = yield* here.run(["export", "Contacts", "--where", "Phone = 0791234567"])
      assert.strictEqual(exitCode, 0, stderr)
      const wrong = yield* here.run(["export", "Deals", "--where", "Amount contains 5"])
      assert.strictEqual(wrong.exitCode, 2)
      assert.include(wrong.stderr, "contains does not work with Amount, whose type is currency")
    }),
  )

  it.live("says in which zone it takes days, and takes another one", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const where = ["export", "Contacts", "--fields", "Email", "--where", "Created_Time >= 2021-01-02"]
      const { stderr } = yield* here.run([...where, "--time-zone", "Asia/Kolkata"])
      assert.include(stderr, "Times in --where are in Asia/Kolkata")
      const byLabel = ["export", "Contacts", "--fields", "Email", "--where", '"Created Time" >= 2021-01-02']
      const told = yield* here.run([...byLabel, "--time-zone", "Asia/Kolkata"])
      assert.include(told.stderr, "Times in --where are in Asia/Kolkata")
      const day = yield* here.run(["export", "Contacts", "--where", '"Date of Birth" > 1990-01-01'])
      assert.notInclude(day.stderr, "Times in --where")
      const explained = yield* here.run([...where, "--time-zone", "+05:30", "--explain"])
      assert.include(explained.stdout, '"value":"2021-01-02T00:00:00+05:30"')
      assert.include(explained.stdout, "/settings/fields?module=Contacts")
      const wrong = yield* here.run([...where, "--time-zone", "Nowhere/City"])
      assert.strictEqual(wrong.exitCode, 2)
      assert.include(wrong.stderr, "a time zone such as Asia/Kolkata")
    }),
  )

  it.live("writes NDJSON with the types of its fields, and as text where they are not known", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const args = ["export", "Contacts", "--format", "ndjson", "--where", "Last_Name = Boyle", "--fields"]
      const fields = "Last_Name,Email_Opt_Out,Account_Name,Account_Name.Account_Name"
      const typed = first((yield* here.run([...args, fields])).stdout)
      assert.deepInclude(typed, { Last_Name: "Boyle", Email_Opt_Out: false })
      assert.match(JSON.stringify(typed), /"Account_Name":\{"id":"\d+","name":"[^"]/)
      const asText = first((yield* here.run([...args, fields, "--no-metadata"])).stdout)
      assert.deepInclude(asText, { Email_Opt_Out: "false" })
    }),
  )

  it.live("writes ids as text in NDJSON, and keeps a name through a lookup that is not what its record is called", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const args = ["export", "Deals", "--format", "ndjson", "--fields", "id,Contact_Name,Contact_Name.Account_Name"]
      const { exitCode, stderr, stdout } = yield* here.run(args)
      assert.strictEqual(exitCode, 0, stderr)
      const [line = ""] = stdout.split("\n")
      assert.match(line, /^\{"id":"\d{19}","Contact_Name":"\d+","Contact_Name.Account_Name":"/)
    }),
  )

  it.live("goes on with names and values as they are where the fields may not be read, and says so", () =>
    Effect.gen(function* () {
      const here = yield* machine({ scopes: ["ZohoCRM.bulk.ALL", "ZohoCRM.modules.ALL"] })
      const { exitCode, stderr, stdout } = yield* here.run(["export", "Contacts", "--format", "ndjson"])
      assert.strictEqual(exitCode, 0)
      assert.include(stderr, "ZohoCRM.settings.fields.READ")
      assert.include(stderr, "every value is written as text")
      assert.deepInclude(first(stdout), { Email_Opt_Out: "false" })
    }),
  )

  it.live("plans what its questions cost, and tells what it has spent", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const plan = yield* here.run(["export", "Contacts", "--fields", "Email", "--plan", "--json"])
      assert.deepInclude(document(plan.stdout), { creditsPerPage: 51, creditsBefore: 1 })
      const args = ["export", "Contacts", "--fields", "Email", "--output", here.path("c.csv"), "--json"]
      const { stdout } = yield* here.run(args)
      assert.isAtLeast(Number((document(stdout) as { readonly credits: number }).credits), 53)
    }),
  )

  it.live("stops before the order that would exceed `--max-credits`", () =>
    Effect.gen(function* () {
      const here = yield* machine({ records: { Contacts: 25 }, recordsPerPage: 10 })
      const args = ["export", "Contacts", "--output", here.path("c.csv"), "--max-credits"]
      const { exitCode, stderr } = yield* here.run([...args, "60"])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, "it may spend only 60")
      assert.strictEqual(yield* countOf(here, "createReadJob"), 1)
      assert.match(stderr, /Continue with zoho-bulk resume \S+ --max-credits N/)
      const less = yield* here.run(["resume", "--max-credits", "10"])
      assert.strictEqual(less.exitCode, 2)
      assert.include(less.stderr, "it may spend only 10")
      const one = yield* here.run(["resume", "--max-credits", "60"])
      assert.strictEqual(one.exitCode, 2)
      assert.strictEqual(yield* countOf(here, "createReadJob"), 2)
      const resumed = yield* here.run(["resume", "--max-credits", "120"])
      assert.strictEqual(resumed.exitCode, 0, resumed.stderr)
      assert.strictEqual(yield* countOf(here, "createReadJob"), 3)
      assert.strictEqual((yield* here.run([...args, "-1"])).exitCode, 2)
    }),
  )

  it.live("is begun anew where `--max-credits` let nothing be ordered: there is nothing to resume", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { exitCode, stderr } = yield* here.run(["export", "Contacts", "--max-credits", "20"])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, "Begin it anew with --max-credits 50 at least, or ask for less.")
      assert.notInclude(stderr, "resume")
      assert.deepStrictEqual(document((yield* here.run(["jobs", "--json"])).stdout)["journeys"], [])
    }),
  )
})
