import { mkdirSync, renameSync, rmSync, symlinkSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { countOf, type Machine, machine } from "../../support/onDisk.ts"

const insert = ["--module", "Leads", "--operation", "insert"]

/** The answer to the first order is lost, so that the import stays unfinished. */
const losing = machine({ faults: [{ does: "lost-reply", operation: "createWriteJob", nth: 1 }] })

const leads = ({ write }: Machine, name: string) => write(`${name}.csv`, `Last_Name,Company\n${name},Zylker\n`)

const unfinished = ({ run }: Machine) =>
  Effect.map(run(["jobs", "--unfinished", "--json"]), ({ stdout }) => {
    const [first] = document(stdout)["journeys"] as ReadonlyArray<{ readonly id: string }>
    return first?.id ?? ""
  })

const said = (text: string): string => text.replaceAll(/\s+/g, " ")

describe("`zoho-bulk resume` of an import whose results another one has written since", () => {
  it.live.each(["--results", "--rejects"])("is refused for %s, and goes on once that file is moved away", (flag) =>
    Effect.gen(function* () {
      const here = yield* losing
      const current = here.path("current")
      for (const day of ["monday", "tuesday"]) mkdirSync(here.path(day))
      symlinkSync(here.path("monday"), current)
      yield* here.run(["import", leads(here, "Boyle"), ...insert, "--results", `${current}/told.csv`])
      const id = yield* unfinished(here)
      const lacking = here.write("lacking.csv", "Last_Name,Company\nPinto,\n")
      const told = here.path("tuesday/told.csv")
      const second = yield* here.run(["import", lacking, ...insert, "--no-check", flag, told])
      assert.strictEqual(second.exitCode, 8, second.stderr)
      const newer = here.read("tuesday/told.csv")
      assert.include(newer, "Pinto")
      rmSync(current)
      symlinkSync(here.path("tuesday"), current)
      const { exitCode, stderr } = yield* here.run(["resume", id, "--send-again"])
      assert.strictEqual(exitCode, 2, stderr)
      assert.include(said(stderr), `${id} would replace ${current}/told.csv, which import-leads-`)
      assert.include(said(stderr), "Move that file away, and resume again.")
      assert.strictEqual(here.read("tuesday/told.csv"), newer)
      assert.strictEqual(yield* countOf(here, "createWriteJob"), 2)
      renameSync(told, here.path("newer.csv"))
      const resumed = yield* here.run(["resume", id, "--send-again"])
      assert.include([0, 8], resumed.exitCode, resumed.stderr)
      assert.include(here.read("tuesday/told.csv"), "Boyle")
      assert.strictEqual(here.read("newer.csv"), newer)
    }),
  )
})
