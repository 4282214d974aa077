import { mkdirSync, readdirSync, rmdirSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { HttpClient } from "effect/http"
import { document } from "../../support/commandLine.ts"
import { countOf, type Machine, machine } from "../../support/onDisk.ts"

const fields = ["--fields", "Email"]
const insert = ["--module", "Leads", "--operation", "insert"]
const csv = "Last_Name,Company\nBoyle,Zylker\nNobody,\n"

interface Listed {
  readonly id: string
  readonly state: string
}

const journeysOf = ({ run }: Machine) =>
  Effect.map(run(["jobs", "--json"]), ({ stdout }) => document(stdout)["journeys"] as ReadonlyArray<Listed>)

/** A machine on which a folder comes to stand where a file is to be written, while its rows are fetched. */
const blocked = Effect.fnUntraced(function* (name: string) {
  let isBlocked = false
  const here: Machine = yield* machine({ records: { Contacts: 25 }, recordsPerPage: 10 }, (zoho) =>
    HttpClient.make((request, url) =>
      Effect.tap(zoho.execute(request), () =>
        Effect.sync(() => {
          if (isBlocked || !/result|download/.test(url.href)) return
          isBlocked = true
          mkdirSync(here.path(name))
        }),
      ),
    ),
  )
  return here
})

describe("a journey whose output cannot be put in its place", () => {
  it.live("is unfinished, and an export is written when it is resumed", () =>
    Effect.gen(function* () {
      const here = yield* blocked("contacts.csv")
      const first = yield* here.run(["export", "Contacts", ...fields, "--output", here.path("contacts.csv")])
      assert.strictEqual(first.exitCode, 1, first.stderr)
      assert.deepInclude((yield* journeysOf(here))[0], { state: "can be resumed" })
      rmdirSync(here.path("contacts.csv"))
      const resumed = yield* here.run(["resume"])
      assert.strictEqual(resumed.exitCode, 0, resumed.stderr)
      assert.strictEqual(here.read("contacts.csv").trimEnd().split("\n").length, 26)
      assert.strictEqual(yield* countOf(here, "createReadJob"), 3)
      assert.deepInclude((yield* journeysOf(here))[0], { state: "finished" })
    }),
  )

  it.live("is unfinished, and the rejects of an import are written when it is resumed", () =>
    Effect.gen(function* () {
      const here = yield* blocked("rejects.csv")
      const file = here.write("leads.csv", csv)
      const first = yield* here.run(["import", file, ...insert, "--rejects", here.path("rejects.csv")])
      assert.strictEqual(first.exitCode, 1, first.stderr)
      rmdirSync(here.path("rejects.csv"))
      const resumed = yield* here.run(["resume"])
      assert.strictEqual(resumed.exitCode, 8, resumed.stderr)
      assert.include(here.read("rejects.csv"), 'Nobody,,3,"MANDATORY_NOT_FOUND (Company): ')
      assert.strictEqual(yield* countOf(here, "createWriteJob"), 1)
      const [listed] = yield* journeysOf(here)
      assert.deepInclude(listed, { state: "finished" })
      assert.deepStrictEqual(readdirSync(here.path(`state/zoho-bulk/journeys/${listed?.id}`)).toSorted(), [
        "journal",
        "journey.json",
      ])
    }),
  )

  it.live("is unfinished where the program ends right before that", () =>
    Effect.gen(function* () {
      let isKilled = false
      const here = yield* machine({}, undefined, (fs) => ({
        ...fs,
        rename: (from, to) =>
          to.endsWith("rejects.csv") && !isKilled
            ? Effect.suspend(() => ((isKilled = true), Effect.die(new Error("killed"))))
            : fs.rename(from, to),
      }))
      const file = here.write("leads.csv", csv)
      yield* here.run(["import", file, ...insert, "--rejects", here.path("rejects.csv")])
      assert.deepInclude((yield* journeysOf(here))[0], { state: "can be resumed" })
      assert.strictEqual((yield* here.run(["resume"])).exitCode, 8)
      assert.include(here.read("rejects.csv"), 'Nobody,,3,"MANDATORY_NOT_FOUND (Company): ')
    }),
  )
})
