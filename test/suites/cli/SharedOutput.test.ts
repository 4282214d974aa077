import { renameSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { countOf, type Machine, machine } from "../../support/onDisk.ts"

const insert = ["--module", "Leads", "--operation", "insert"]

/** The answer to the first order of a kind is lost, so that what ordered it stays unfinished. */
const losing = (operation: "createWriteJob" | "createReadJob") =>
  machine({ records: { Contacts: 5 }, faults: [{ does: "lost-reply", operation, nth: 1 }] })

const leads = ({ write }: Machine, name: string) => write(`${name}.csv`, `Last_Name,Company\n${name},Zylker\n`)

const unfinished = ({ run }: Machine) =>
  Effect.map(run(["jobs", "--unfinished", "--json"]), ({ stdout }) => {
    const [first] = document(stdout)["journeys"] as ReadonlyArray<{ readonly id: string }>
    return first?.id ?? ""
  })

const said = (text: string): string => text.replaceAll(/\s+/g, " ")

describe("a file to which an unfinished import will write", () => {
  it.live.each(["--results", "--rejects"])(
    "is refused as %s of another import, which names it and sends nothing",
    (flag) =>
      Effect.gen(function* () {
        const here = yield* losing("createWriteJob")
        const told = here.path("told.csv")
        yield* here.run(["import", leads(here, "Boyle"), ...insert, "--results", told])
        const id = yield* unfinished(here)
        for (const more of [[], ["--again"]]) {
          const { exitCode, stderr } = yield* here.run(["import", leads(here, "Pinto"), ...insert, flag, told, ...more])
          assert.strictEqual(exitCode, 2, stderr)
          assert.include(said(stderr), `${id} is unfinished, and also writes ${told}`)
          assert.include(said(stderr), `zoho-bulk resume ${id}`)
          assert.include(said(stderr), `zoho-bulk journeys --forget ${id}`)
        }
        assert.strictEqual(yield* countOf(here, "createWriteJob"), 1)
        const other = yield* here.run(["import", leads(here, "Pinto"), ...insert, flag, here.path("other.csv")])
        assert.strictEqual(other.exitCode, 0, other.stderr)
      }),
  )

  it.live("is refused as the output of an export, and is free once the import is forgotten", () =>
    Effect.gen(function* () {
      const here = yield* losing("createWriteJob")
      const told = here.path("told.csv")
      yield* here.run(["import", leads(here, "Boyle"), ...insert, "--results", told])
      const exporting = here.run(["export", "Contacts", "--output", told])
      assert.strictEqual((yield* exporting).exitCode, 2)
      assert.strictEqual(yield* countOf(here, "createReadJob"), 0)
      yield* here.run(["jobs", "--forget", yield* unfinished(here)])
      assert.strictEqual((yield* exporting).exitCode, 0)
    }),
  )

  it.live("is free where it is stdout or a device, of which nothing is replaced", () =>
    Effect.gen(function* () {
      const here = yield* losing("createWriteJob")
      yield* here.run(["import", leads(here, "Boyle"), ...insert, "--results", "/dev/null"])
      const { exitCode, stderr } = yield* here.run([
        "import",
        leads(here, "Pinto"),
        ...insert,
        "--results",
        "/dev/null",
      ])
      assert.strictEqual(exitCode, 0, stderr)
    }),
  )
})

describe("`zoho-bulk resume` of an export whose file another one has written since", () => {
  it.live("is refused, and goes on to another file, or once that one is moved away", () =>
    Effect.gen(function* () {
      const here = yield* losing("createReadJob")
      const file = here.path("contacts.csv")
      const exporting = here.run(["export", "Contacts", "--output", file])
      yield* exporting
      const id = yield* unfinished(here)
      assert.strictEqual((yield* exporting).exitCode, 0)
      const { exitCode, stderr } = yield* here.run(["resume", id, "--send-again"])
      assert.strictEqual(exitCode, 2, stderr)
      assert.include(said(stderr), `${id} would replace ${file}, which export-contacts-`)
      assert.include(stderr, "--output")
      renameSync(file, here.path("newer.csv"))
      const resumed = yield* here.run(["resume", id, "--send-again"])
      assert.strictEqual(resumed.exitCode, 0, resumed.stderr)
      assert.strictEqual(here.read("contacts.csv"), here.read("newer.csv"))
    }),
  )
})
