import { readFileSync, writeFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { type Machine, machine } from "../../support/onDisk.ts"

const csv = "Last_Name,Company\nBoyle,Zylker\nPinto,Zylker\n"
const insert = ["--module", "Leads", "--operation", "insert"]

interface Listed {
  readonly id: string
}

const journeysOf = ({ run }: Machine) =>
  Effect.map(run(["jobs", "--json"]), ({ stdout }) => document(stdout)["journeys"] as ReadonlyArray<Listed>)

/** The answer to the order is lost, so that the import stops and is unfinished. */
const losing = machine({ faults: [{ does: "lost-reply", operation: "createWriteJob", nth: 1 }] })

describe("what is another import than the unfinished one", () => {
  const renamed = "Surname,Last_Name,Company,Email\nA,B,C,d@example.org\n"
  const map = ["--map", "Surname=Last_Name,Last_Name=,Company=Company"]
  const upsert = ["--module", "Leads", "--operation", "upsert", "--find-by", "Email"]

  it.live.each([
    { what: "another module", first: insert, second: ["--module", "Contacts", "--operation", "insert"] },
    { what: "another operation", first: insert, second: upsert },
    { what: "another field to find by", first: upsert, second: [...upsert.slice(0, -1), "id"] },
    { what: "another map", first: insert, second: [...insert, ...map] },
    { what: "another organisation", first: insert, second: [...insert, "--org-id", "42"] },
  ])("$what", ({ first, second }) =>
    Effect.gen(function* () {
      const here = yield* losing
      const file = here.write("leads.csv", renamed)
      yield* here.run(["import", file, ...first, "--no-check"])
      const { stderr } = yield* here.run(["import", file, ...second, "--no-check"])
      assert.notInclude(stderr, "is unfinished")
      assert.include((yield* here.run(["import", file, ...first, "--no-check"])).stderr, "is unfinished")
    }),
  )

  it.live("but not the columns of a map in another order", () =>
    Effect.gen(function* () {
      const here = yield* losing
      const file = here.write("leads.csv", renamed)
      yield* here.run(["import", file, ...insert, ...map])
      const turned = ["--map", "Company=Company,Surname=Last_Name,Last_Name="]
      const { exitCode, stderr } = yield* here.run(["import", file, ...insert, ...turned])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, "is unfinished")
    }),
  )
})

describe("the same import as the unfinished one", () => {
  const days = "id,Company,Created_Time\n4150868013000000001,Zylker,2021-01-01T00:00:00+05:30\n"
  const update = ["--module", "Leads", "--operation", "update", "--find-by", "id"]

  it.live("is one that is checked, and leaves out what nobody can write, and one that was not", () =>
    Effect.gen(function* () {
      const here = yield* losing
      const file = here.write("leads.csv", days)
      yield* here.run(["import", file, ...update, "--no-check"])
      const { exitCode, stderr } = yield* here.run(["import", file, ...update])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, "is unfinished")
    }),
  )
})

describe("the same import with a map as the unfinished one that was not checked", () => {
  const firms = "Last_Name,Firm,Created\nBoyle,Zylker,2021-01-01T00:00:00+05:30\n"

  it.live("is known again, though the check leaves out what nobody can write", () =>
    Effect.gen(function* () {
      const here = yield* losing
      const map = [...insert, "--map", "Firm=Company,Last_Name=Last_Name,Created=Created_Time"]
      const args = ["import", here.write("leads.csv", firms), ...map]
      yield* here.run([...args, "--no-check"])
      const { exitCode, stderr } = yield* here.run(args)
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, "is unfinished")
    }),
  )
})

describe("an unfinished import of an older version, which has no digest,", () => {
  it.live("is in the way of another one of the same file", () =>
    Effect.gen(function* () {
      const here = yield* losing
      const file = here.write("leads.csv", csv)
      yield* here.run(["import", file, ...insert])
      const [{ id } = { id: "" }] = yield* journeysOf(here)
      const saved = here.path(`state/zoho-bulk/journeys/${id}/journey.json`)
      writeFileSync(
        saved,
        readFileSync(saved, "utf8")
          .replace(/,"digest":"\w+"/, "")
          .replace(/"host":"[^"]+",/, ""),
      )
      assert.notInclude(readFileSync(saved, "utf8"), "digest")
      assert.include((yield* here.run(["import", file, ...insert])).stderr, `${id} has started to import this file`)
      const other = here.write("others.csv", csv)
      assert.strictEqual((yield* here.run(["import", other, ...insert])).exitCode, 0)
    }),
  )
})
