import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { type Here, inFolder, runOnStore, startRunner } from "../../support/runnerCommand.ts"

/** A quoted line break, a row without anything in it, and one without its mandatory cell. */
const leads = 'Last Name,Company\n"Boyle\nthe elder",Zylker\n,\nHooke,Zylker\n,Zylker\n'

const byName = ["--map", "Last Name=Last_Name"]
const insert = ["leads.csv", "--module", "Leads", "--operation", "insert", ...byName]

const read = ({ cwd }: Here, file: string) => readFileSync(join(cwd, file), "utf8")

const withoutIds = (text: string) => text.replaceAll(/,\d{10,},/g, ",ID,")

const submit = (here: Here, key: string) =>
  runOnStore(here, "submit", "import", ...insert, "--results", "results.csv", "--key", key)

const isOver = (here: Here) => runOnStore(here, "journeys", "--watch")

describe("the results of an import", () => {
  it.live(
    "are the same from a runner as from the command, and both keep those of an earlier import",
    () =>
      Effect.gen(function* () {
        const here = yield* inFolder()
        writeFileSync(join(here.cwd, "leads.csv"), leads)
        yield* runOnStore({ ...here, store: [] }, "import", ...insert, "--results", "plain.csv")
        yield* submit(here, "one")
        const runner = yield* startRunner(here, "--jsonl")
        yield* isOver(here)
        const first = read(here, "results.csv")
        assert.strictEqual(withoutIds(first), withoutIds(read(here, "plain.csv")))
        assert.include(first, "\n5,added,")
        yield* submit(here, "two")
        yield* isOver(here)
        assert.strictEqual(read(here, "results.1.csv"), first)
        assert.strictEqual(withoutIds(read(here, "results.csv")), withoutIds(first))
        assert.notStrictEqual(read(here, "results.csv"), first)
        const { stdout } = yield* Effect.promise(() => runner.end("SIGTERM"))
        assert.strictEqual(stdout.split("\n").filter((line) => line.includes('"completed"')).length, 2)
      }),
    180_000,
  )

  it.live(
    "that a runner keeps are named where it says that the import is over",
    () =>
      Effect.gen(function* () {
        const here = yield* inFolder()
        writeFileSync(join(here.cwd, "leads.csv"), leads)
        writeFileSync(join(here.cwd, "results.csv"), "of somebody\n")
        yield* submit(here, "one")
        const runner = yield* startRunner(here)
        yield* isOver(here)
        const { stderr } = yield* Effect.promise(() => runner.end("SIGTERM"))
        const [results, kept] = ["results.csv", "results.1.csv"].map((name) => join(here.cwd, name))
        assert.include(stderr, `; ${results} already existed, and is kept as ${kept}`)
      }),
    180_000,
  )
})
