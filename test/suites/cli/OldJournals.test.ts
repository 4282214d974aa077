import { cpSync, readFileSync, writeFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import type { EmulatorOptions } from "@zoho-bulk/core/emulator"
import { document } from "../../support/commandLine.ts"
import { countOf, type Machine, machine } from "../../support/onDisk.ts"

const fixtures = new URL("../../fixtures/journals/", import.meta.url).pathname

const options: EmulatorOptions = { records: { Contacts: 25 }, recordsPerPage: 10 }

/** Puts a journey of an older version among those of a machine, with other jobs in place of its own. */
const withOld = (here: Machine, name: string, jobs: Readonly<Record<string, string>> = {}): string => {
  const { id, output }: { id: string; output: string } = JSON.parse(
    readFileSync(`${fixtures}${name}/journey.json`, "utf8"),
  )
  const folder = here.path(`state/zoho-bulk/journeys/${id}`)
  cpSync(`${fixtures}${name}`, folder, { recursive: true })
  const replace = (file: string, old: string, text: string) =>
    writeFileSync(`${folder}/${file}`, readFileSync(`${folder}/${file}`, "utf8").replaceAll(old, text))
  if (output !== "-") replace("journey.json", output, here.path("contacts.csv"))
  for (const [old, job] of Object.entries(jobs)) replace("journal.ndjson", old, job)
  // What is old may have lost its page tokens.
  const now = String(Date.now())
  writeFileSync(
    `${folder}/journal.ndjson`,
    readFileSync(`${folder}/journal.ndjson`, "utf8").replaceAll(/"at":\d+/g, `"at":${now}`),
  )
  return id
}

const jobsOf = (here: Machine) => Effect.map(here.emulator.report, ({ jobs }) => jobs.map(({ id }) => id))

/** Makes the jobs at Zoho that an old journey has made: those of a run like it. */
const exportOnce = (here: Machine) =>
  Effect.andThen(
    here.run(["export", "Contacts", "--fields", "Last_Name", "--output", here.path("first.csv")]),
    jobsOf(here),
  )

const journeysOf = ({ run }: Machine) =>
  Effect.map(run(["jobs", "--json"]), ({ stdout }) =>
    (document(stdout)["journeys"] as ReadonlyArray<{ readonly id: string }>).map(({ id }) => id),
  )

const linesOf = (here: Machine, file: string): number => here.read(file).trimEnd().split("\n").length

describe("a journey of an older version, and an export,", () => {
  it.live("that was cut short is gone on with: no job is made twice", () =>
    Effect.gen(function* () {
      const here = yield* machine(options)
      const [first = "", second = ""] = yield* exportOnce(here)
      const id = withOld(here, "export-unfinished", { "4150868000009000001": first, "4150868000009000002": second })
      const { exitCode, stderr } = yield* here.run(["resume", id])
      assert.strictEqual(exitCode, 0, stderr)
      assert.strictEqual(linesOf(here, "contacts.csv"), 26)
      assert.strictEqual(yield* countOf(here, "createReadJob"), 5)
      assert.include((yield* here.run(["resume", id])).stderr, `${id} is finished`)
    }),
  )

  it.live("whose order was lost takes the user's word", () =>
    Effect.gen(function* () {
      const here = yield* machine(options)
      const [first = "", second = ""] = yield* exportOnce(here)
      const id = withOld(here, "export-unknown", { "4150868000009000001": first })
      const unknown = yield* here.run(["resume", id])
      assert.strictEqual(unknown.exitCode, 9)
      assert.include(unknown.stderr, `zoho-bulk resume ${id} --adopt JOB_ID`)
      for (const other of yield* journeysOf(here)) if (other !== id) yield* here.run(["jobs", "--forget", other])
      const adopted = yield* here.run(["resume", id, "--adopt", second])
      assert.strictEqual(adopted.exitCode, 0, adopted.stderr)
      assert.strictEqual(linesOf(here, "contacts.csv"), 26)
      assert.strictEqual(yield* countOf(here, "createReadJob"), 4)
    }),
  )

  it.live("that is finished is finished", () =>
    Effect.gen(function* () {
      const here = yield* machine(options)
      const id = withOld(here, "export-finished")
      assert.include((yield* here.run(["jobs", "--json"])).stdout, '"state": "finished"')
      assert.strictEqual((yield* here.run(["resume", id])).exitCode, 2)
      assert.strictEqual(yield* countOf(here, "createReadJob"), 0)
    }),
  )
})

describe("a journey of an older version, and an import,", () => {
  const csv = "Last_Name,Company,Email\nBoyle,Zylker,p@example.org\nNobody,,n@example.org\nPinto,Zylker,\n"

  const importOnce = Effect.fnUntraced(function* (here: Machine) {
    const file = here.write("leads.csv", csv)
    yield* here.run(["import", file, "--module", "Leads", "--operation", "insert"])
    return (yield* jobsOf(here))[0] ?? ""
  })

  it.live("that was cut short is gone on with, without the rows: none is written twice", () =>
    Effect.gen(function* () {
      const here = yield* machine(options)
      const id = withOld(here, "import-unfinished", { "4150868000009000002": yield* importOnce(here) })
      const { stdout } = yield* here.run(["resume", id, "--json"])
      assert.deepInclude(document(stdout), { rows: 3, added: 2, skipped: 1 })
      assert.strictEqual(yield* countOf(here, "createWriteJob"), 1)
    }),
  )

  it.live("whose order was lost takes the user's word", () =>
    Effect.gen(function* () {
      const here = yield* machine(options)
      yield* importOnce(here)
      const id = withOld(here, "import-unknown")
      assert.strictEqual((yield* here.run(["resume", id])).exitCode, 9)
      const { stdout } = yield* here.run(["resume", id, "--send-again", "--json"])
      assert.deepInclude(document(stdout), { rows: 3, added: 1, skipped: 2 })
      assert.strictEqual(yield* countOf(here, "createWriteJob"), 2)
    }),
  )

  it.live("that is finished is finished", () =>
    Effect.gen(function* () {
      const here = yield* machine(options)
      const id = withOld(here, "import-finished")
      assert.include((yield* here.run(["resume", id])).stderr, `${id} is finished`)
    }),
  )
})
