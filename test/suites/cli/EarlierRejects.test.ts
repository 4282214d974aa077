import { existsSync, readdirSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { machine } from "../../support/onDisk.ts"

const insert = ["--module", "Leads", "--operation", "insert"]
const corrected = "Last_Name,Company\nBoyle,Zylker GmbH\n"
const good = "Last_Name,Company\nA,Z\n"
const bad = "Last_Name,Company\nB,\n"

const withEarlier = Effect.fnUntraced(function* (rows: string, ...more: ReadonlyArray<string>) {
  const here = yield* machine()
  const rejects = here.write("rejects.csv", corrected)
  const run = here.run(["import", here.write("leads.csv", rows), ...insert, "--rejects", rejects, ...more])
  return { here, run, rejects }
})

describe("a file that stands where rows go which were not taken", () => {
  it.live.each([
    { what: "an import of which all rows are taken", rows: good, more: [], isWritten: false },
    { what: "an import of which rows are not taken", rows: bad, more: [], isWritten: true },
    { what: "an import without a row", rows: "Last_Name,Company\n", more: [], isWritten: false },
    { what: "a check that finds nothing", rows: good, more: ["--check"], isWritten: false },
    { what: "a check that finds something", rows: bad, more: ["--check"], isWritten: true },
  ])("stays under another name beside $what, which says so", ({ isWritten, more, rows }) =>
    Effect.gen(function* () {
      const { here, rejects, run } = yield* withEarlier(rows, ...more)
      const { stderr } = yield* run
      assert.include(stderr, `${rejects} already existed, and is kept as ${here.path("rejects.1.csv")}.`)
      assert.strictEqual(here.read("rejects.1.csv"), corrected)
      assert.strictEqual(existsSync(rejects), isWritten)
      if (isWritten) assert.include(here.read("rejects.csv"), "B,")
    }),
  )

  it.live("gets the next name that is free", () =>
    Effect.gen(function* () {
      const { here, run } = yield* withEarlier(bad, "--check")
      here.write("rejects.1.csv", "of somebody")
      yield* run
      here.write("rejects.csv", "corrected again")
      yield* run
      const kept = ["rejects.1.csv", "rejects.2.csv", "rejects.3.csv"].map((name) => here.read(name))
      assert.deepStrictEqual(kept, ["of somebody", corrected, "corrected again"])
    }),
  )

  it.live("is replaced in silence where the same is written again", () =>
    Effect.gen(function* () {
      const { here, run } = yield* withEarlier(bad, "--check")
      yield* run
      const { stderr } = yield* run
      assert.notInclude(stderr, "already existed")
      const names = readdirSync(here.path(".")).filter((name) => name.startsWith("rejects"))
      assert.deepStrictEqual(names.toSorted(), ["rejects.1.csv", "rejects.csv"])
    }),
  )
})

it.live("the results of an earlier import stay beside those of another", () =>
  Effect.gen(function* () {
    const here = yield* machine()
    const results = ["--results", here.path("done.csv")]
    yield* here.run(["import", here.write("a.csv", good), ...insert, ...results])
    const earlier = here.read("done.csv")
    yield* here.run(["import", here.write("b.csv", good.replace("A", "C")), ...insert, ...results])
    assert.strictEqual(here.read("done.1.csv"), earlier)
    assert.include(here.read("done.csv"), ",C,Z")
  }),
)
