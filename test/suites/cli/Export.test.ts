import { chmodSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { countOf, machine } from "../../support/onDisk.ts"

const three = { records: { Contacts: 250 }, recordsPerPage: 100 }

const lines = (text: string): ReadonlyArray<string> => text.trimEnd().split("\n")

describe("`zoho-bulk export`", () => {
  it.live("writes the rows of all pages to stdout, and talks on stderr", () =>
    Effect.gen(function* () {
      const { run } = yield* machine(three)
      const { exitCode, stderr, stdout } = yield* run(["export", "Contacts", "--fields", "Email"])
      assert.strictEqual(exitCode, 0)
      assert.strictEqual(lines(stdout)[0], "id,Email")
      assert.strictEqual(lines(stdout).length, 251)
      assert.include(stderr, "250 rows, 3 jobs")
    }),
  )

  it.live("writes a file once it is whole, and says what is in it", () =>
    Effect.gen(function* () {
      const { path, read, run } = yield* machine(three)
      const { exitCode, stderr, stdout } = yield* run([
        "export",
        "Contacts",
        "--fields",
        "Email",
        "--output",
        path("contacts.ndjson"),
        "--json",
      ])
      assert.strictEqual(exitCode, 0)
      assert.strictEqual(stderr, "")
      assert.deepInclude(document(stdout), { module: "Contacts", format: "ndjson", rows: 250, droppedFields: [] })
      const records = lines(read("contacts.ndjson")).map((line) => JSON.parse(line))
      assert.deepStrictEqual(Object.keys(records[0]), ["id", "Email"])
      assert.strictEqual(records.length, 250)
    }),
  )

  it.live("leaves no file, and no half of one, where a job fails", () =>
    Effect.gen(function* () {
      const { path, run } = yield* machine({
        ...three,
        faults: [{ does: "job-fails", operation: "createReadJob", nth: 2 }],
      })
      const { exitCode, stderr } = yield* run(["export", "Contacts", "--output", path("contacts.csv")])
      assert.strictEqual(exitCode, 5)
      assert.match(stderr, /To continue: zoho-bulk resume export-contacts-/)
      assert.deepStrictEqual(readdirSync(path(".")), ["state"])
    }),
  )

  it.live("exports events as calendar entries", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const { stdout } = yield* run(["export", "Events", "--format", "ics"])
      assert.isTrue(stdout.startsWith("BEGIN:VCALENDAR"))
    }),
  )

  it.live("selects by a condition, or by Zoho's criteria", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const wheres = [
        `Last_Name = Boyle and (Email is not empty or Lead_Source in ["Advertisement", 'Online Store'])`,
        `{"group":[{"field":{"api_name":"Last_Name"},"comparator":"equal","value":"Boyle"},{"field":{"api_name":"Email"},"comparator":"not_equal","value":"\${EMPTY}"}],"group_operator":"and"}`,
      ]
      for (const where of wheres) {
        const { exitCode, stdout } = yield* run(["export", "Contacts", "--fields", "Last_Name", "--where", where])
        assert.strictEqual(exitCode, 0, where)
        const [, ...rows] = lines(stdout)
        assert.isAbove(rows.length, 5)
        assert.isTrue(rows.every((row) => row.endsWith(",Boyle")))
      }
    }),
  )
})

describe("an export to what is there already", () => {
  it.live("keeps the mode of a file, writes through a link, and leaves a pipe a pipe", () =>
    Effect.gen(function* () {
      const { path, read, run, write } = yield* machine()
      chmodSync(write("own.csv", "old"), 0o600)
      symlinkSync(path("own.csv"), path("link.csv"))
      const { exitCode } = yield* run(["export", "Leads", "--fields", "Email", "--output", path("link.csv")])
      assert.strictEqual(exitCode, 0)
      assert.isTrue(lstatSync(path("link.csv")).isSymbolicLink())
      assert.strictEqual(lstatSync(path("own.csv")).mode & 0o777, 0o600)
      assert.match(read("own.csv"), /^id,Email\n/)
      yield* run(["export", "Leads", "--fields", "Email", "--output", "/dev/null"])
      assert.isTrue(lstatSync("/dev/null").isCharacterDevice())
    }),
  )
})

describe("an export that fails before a job is made", () => {
  it.live("names the field that is wrong, and leaves Nothing to resume", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const { exitCode, stderr } = yield* run(["export", "Contacts", "--fields", "Email,Bogus"])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, "Bogus")
      assert.notInclude(stderr, "To continue")
      assert.deepStrictEqual(document((yield* run(["jobs", "--json"])).stdout), { journeys: [] })
    }),
  )

  it.live("is refused where no field is named", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      assert.strictEqual((yield* run(["export", "Contacts", "--fields", ""])).exitCode, 2)
    }),
  )
})

describe("an export whose job failed", () => {
  it.live("is ordered anew when it is resumed, and can be forgotten", () =>
    Effect.gen(function* () {
      const { path, run } = yield* machine({
        ...three,
        faults: [{ does: "job-fails", operation: "createReadJob", nth: [2, 5] }],
      })
      yield* run(["export", "Contacts", "--output", path("contacts.csv")])
      const resumed = yield* run(["resume"])
      assert.strictEqual(resumed.exitCode, 0, resumed.stderr)
      yield* run(["export", "Contacts", "--output", path("contacts.csv")])
      const [journey] = document((yield* run(["jobs", "--json"])).stdout)["journeys"] as ReadonlyArray<{ id: string }>
      yield* run(["jobs", "--forget", journey?.id ?? ""])
      const left = document((yield* run(["jobs", "--json"])).stdout)["journeys"] as ReadonlyArray<{ state: string }>
      assert.deepStrictEqual(
        left.map(({ state }) => state),
        ["finished"],
      )
    }),
  )
})

describe("`zoho-bulk export` refuses before anything is spent", () => {
  it.live.each([
    { what: "a folder as a file", args: ["Contacts", "--output", "."], told: "is a folder" },
    {
      what: "a folder that is not there",
      args: ["Contacts", "--output", "/no/such/x.csv"],
      told: "there is no folder",
    },
    { what: "rows and a document on stdout", args: ["Contacts", "--json"], told: "--output" },
    { what: "calendar entries of contacts", args: ["Contacts", "--format", "ics"], told: "no calendar entries" },
    {
      what: "a condition that ends too early",
      args: ["Contacts", "--where", "Last_Name ="],
      told: "a value is missing",
    },
    { what: "no comparator", args: ["Contacts", "--where", "Last_Name like P"], told: '"like" is not a comparator' },
    {
      what: "a comparator that is none, as it was written",
      args: ["Contacts", "--where", "Last_Name Like P"],
      told: 'at position 11: "Like" is not a comparator',
    },
    {
      what: "a field alone",
      args: ["Contacts", "--where", "Last_Name"],
      told: "at position 10: a comparator is missing after Last_Name",
    },
    {
      what: "a field alone before another condition",
      args: ["Contacts", "--where", "Last_Name and Email = P"],
      told: "a comparator is missing after Last_Name",
    },
    {
      what: "a not before a condition",
      args: ["Contacts", "--where", "Email = a and not Last_Name = P"],
      told: 'at position 15: "not" is not supported',
    },
    {
      what: "a not before a comparator",
      args: ["Contacts", "--where", "Last_Name not in [P]"],
      told: '"not" is not supported',
    },
    { what: "an open quote", args: ["Contacts", "--where", 'Last_Name = "P'], told: "not closed" },
    { what: "an open parenthesis", args: ["Contacts", "--where", "(Last_Name = P"], told: '")" is missing' },
    { what: "criteria that are none", args: ["Contacts", "--where", '{"group":1}'], told: "not valid Zoho criteria" },
  ])("$what", ({ args, told }) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { exitCode, stderr } = yield* here.run(["export", ...args])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, told)
      assert.strictEqual(yield* countOf(here, "createReadJob"), 0)
    }),
  )

  it.live("where only the plan, or the requests, are asked for", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const words = yield* here.run(["export", "Contacts", "--plan"])
      assert.include(words.stdout, "To count them, for 1 credit: zoho-bulk count Contacts\n")
      const plan = yield* here.run(["export", "Contacts", "--plan", "--json"])
      assert.deepStrictEqual(document(plan.stdout), { creditsPerPage: 51, creditsPerLook: 1, recordsPerPage: 200_000 })
      const fields = Array.from({ length: 201 }, (_, at) => `Field_${at}`).join()
      const shared = yield* here.run(["export", "Contacts", "--fields", fields, "--plan", "--json"])
      assert.deepInclude(document(shared.stdout), { creditsPerPage: 102, jobsPerPage: 2 })
      const explained = yield* here.run(["export", "Contacts", "--fields", "Email", "--explain"])
      assert.include(
        explained.stdout,
        `--data '{"query":{"module":{"api_name":"Contacts"},"fields":["Email"],"page":1}}'`,
      )
      assert.strictEqual(yield* countOf(here, "createReadJob"), 0)
    }),
  )
})

describe("an export whose order's answer was lost", () => {
  const lost = { ...three, faults: [{ does: "lost-reply", operation: "createReadJob", nth: 2 } as const] }

  it.live("ends with code 9, and again so until the user says what became of it", () =>
    Effect.gen(function* () {
      const here = yield* machine(lost)
      const { run } = here
      const whole = yield* Effect.flatMap(machine(three), (other) => other.run(["export", "Contacts"]))
      assert.strictEqual((yield* run(["export", "Contacts"])).exitCode, 9)
      assert.strictEqual((yield* run(["resume"])).exitCode, 9)
      assert.strictEqual(yield* countOf(here, "createReadJob"), 2)
      const [journey] = document((yield* run(["jobs", "--json"])).stdout)["journeys"] as ReadonlyArray<{
        state: string
      }>
      assert.strictEqual(journey?.state, "outcome unknown")
      const { jobs } = yield* here.emulator.report
      const jobId = String(jobs[1]?.id)
      const resumed = yield* run(["resume", "--adopt", jobId])
      assert.strictEqual(resumed.exitCode, 0)
      assert.strictEqual(resumed.stdout, whole.stdout)
      assert.strictEqual(yield* countOf(here, "createReadJob"), 3)
    }),
  )

  it.live("names both ways out where it ends", () =>
    Effect.gen(function* () {
      const { run } = yield* machine(lost)
      const before = Date.now()
      const { stderr } = yield* run(["export", "Contacts"])
      const [, sentAt = ""] = /made at about (\S+)\. If/.exec(stderr) ?? []
      assert.approximately(Date.parse(sentAt), before, 20_000)
      assert.match(stderr, /zoho-bulk resume export-contacts-\S+ --adopt JOB_ID/)
      assert.match(stderr, /zoho-bulk resume export-contacts-\S+ --send-again/)
    }),
  )

  it.live("does not advise to go on without a word on what became of the order", () =>
    Effect.gen(function* () {
      const { path, run } = yield* machine(lost)
      const { stderr } = yield* run(["export", "Contacts", "--output", path("contacts.csv"), "--json"])
      assert.notProperty(document(stderr), "resume")
      assert.notInclude((yield* run(["resume"])).stderr, "To continue")
    }),
  )

  it.live("adopts no job that cannot be the one: of another page, of another module, made before", () =>
    Effect.gen(function* () {
      const here = yield* machine({
        ...three,
        records: { Contacts: 250, Leads: 50 },
        faults: [{ does: "lost-reply", operation: "createReadJob", nth: 4 }],
      })
      const { run } = here
      yield* run(["export", "Leads"], { env: { XDG_STATE_HOME: here.path("other") } })
      yield* run(["export", "Leads", "--output", here.path("leads.csv")])
      yield* run(["export", "Contacts", "--fields", "Email"])
      const { jobs } = yield* here.emulator.report
      const [ofLeads, ofAnother, first] = jobs.map(({ id }) => id)
      const wrong = [
        [ofLeads, "it is about Leads"],
        [ofAnother, /export-leads-\S+ ordered it/],
        [first, "it already belongs to another part"],
        ["4150868000005376042", "it was created before the order was sent"],
      ] as const
      for (const [id = "", why] of wrong) {
        const { exitCode, stderr } = yield* run(["resume", "--adopt", id])
        assert.strictEqual(exitCode, 2, stderr)
        if (typeof why === "string") assert.include(stderr, why)
        else assert.match(stderr, why)
      }
      const right = jobs.at(-1)?.id ?? ""
      assert.strictEqual((yield* run(["resume", "--adopt", right])).exitCode, 0)
    }),
  )

  it.live("is ordered again where the user says that there is no job", () =>
    Effect.gen(function* () {
      const here = yield* machine(lost)
      yield* here.run(["export", "Contacts"])
      assert.strictEqual((yield* here.run(["resume", "--send-again"])).exitCode, 0)
      assert.strictEqual(yield* countOf(here, "createReadJob"), 4)
      const over = yield* here.run(["resume"])
      assert.strictEqual(over.exitCode, 2)
      assert.include(over.stderr, "Nothing to resume")
    }),
  )
})

it.live("an export is begun anew by resume where it was cut short more than a day ago, and says so", () =>
  Effect.gen(function* () {
    const here = yield* machine({
      ...three,
      faults: [{ does: "job-fails", operation: "createReadJob", nth: 2 }],
    })
    const [output, journeys] = [here.path("contacts.csv"), here.path("state/zoho-bulk/journeys")]
    assert.strictEqual((yield* here.run(["export", "Contacts", "--output", output])).exitCode, 5)
    const [id = ""] = readdirSync(journeys)
    for (const name of readdirSync(join(journeys, id, "journal"))) {
      const file = join(journeys, id, "journal", name)
      const text = readFileSync(file, "utf8")
      if (text === "") continue
      const { after, entry } = JSON.parse(text)
      writeFileSync(file, `${JSON.stringify({ after, entry: { ...entry, at: entry.at - 86_400_001 } })}\n`)
    }
    const before = yield* countOf(here, "createReadJob")
    const { exitCode, stderr, stdout } = yield* here.run(["resume"])
    assert.strictEqual(exitCode, 0, stderr)
    assert.match(stderr, /started again, and paid for again: Page 2 of Contacts can no longer be requested/)
    assert.strictEqual(yield* countOf(here, "createReadJob"), before + 3)
    assert.include(stdout, "250 rows, 3 jobs")
  }),
)
