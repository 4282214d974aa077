import { assert, describe, it } from "@effect/vitest"
import { readFileSync, existsSync } from "node:fs"
import { Effect } from "effect"
import { HttpClient, HttpServerResponse } from "effect/http"
import { kindOf, resultOf } from "../../support/alteredZoho.ts"
import { document } from "../../support/commandLine.ts"
import { machine } from "../../support/onDisk.ts"

const insert = ["--module", "Leads", "--operation", "insert"]
/** Rows for two parts, none of which the emulator takes: leads must have a company. */
const csv = `Last_Name,Company\n${"A,\n".repeat(25_001)}`

/** A Zoho whose results are about other rows. */
const ofOtherRows = (zoho: HttpClient.HttpClient): HttpClient.HttpClient =>
  HttpClient.make((request, url) =>
    kindOf(request, url) === "download"
      ? Effect.map(resultOf("Last_Name,Company,STATUS,RECORD_ID,ERRORS\nSomebody,Else,ADDED,1,\n"), (response) =>
          HttpServerResponse.toClientResponse(response, { request }),
        )
      : zoho.execute(request),
  )

describe("`zoho-bulk import` where a part fails", () => {
  it.live("says what became of the other parts and what is left open, and ends with the failure's code", () =>
    Effect.gen(function* () {
      const here = yield* machine({ faults: [{ does: "lost-reply", operation: "createWriteJob", nth: 2 }] })
      const file = here.write("leads.csv", csv)
      const run = yield* here.run(["import", file, ...insert])
      assert.strictEqual(run.exitCode, 9)
      assert.strictEqual(run.stdout, "")
      assert.match(run.stderr, /skipped +\d/)
      assert.match(run.stderr, /Left open: part \d \(rows? [^,]+, unknown\)/)
    }),
  )

  it.live("tells programs the same in the one document", () =>
    Effect.gen(function* () {
      const here = yield* machine({ faults: [{ does: "lost-reply", operation: "createWriteJob", nth: 1 }] })
      const run = yield* here.run([
        "import",
        here.write("leads.csv", "Last_Name,Company\nA,Z\nB,Z\n"),
        ...insert,
        "--json",
      ])
      assert.strictEqual(run.exitCode, 9)
      assert.deepStrictEqual(document(run.stderr)["unaccounted"], [
        { part: "part 1", firstRow: 1, lastRow: 2, state: "unknown" },
      ])
    }),
  )
})

describe("`zoho-bulk import` where a result does not fit the rows", () => {
  it.live("counts them as unknown, keeps them out of the rejects, and ends with code 1", () =>
    Effect.gen(function* () {
      const here = yield* machine({}, ofOtherRows)
      const file = here.write("leads.csv", "Last_Name,Company\nA,Z\nB,Z\n")
      const run = yield* here.run(["import", file, ...insert, "--rejects", here.path("rejects.csv"), "--json"])
      assert.strictEqual(run.exitCode, 1)
      assert.deepInclude(document(run.stdout), { rows: 2, added: 0, skipped: 0, unknown: 2 })
      assert.strictEqual(document(run.stderr)["error"], "OutcomesDiffer")
      assert.isFalse(existsSync(here.path("rejects.csv")))
    }),
  )

  it.live(
    "is over then: the file is imported again if a person says so, and what Zoho gave is kept where the failure says",
    () =>
      Effect.gen(function* () {
        const here = yield* machine({}, ofOtherRows)
        const importing = ["import", here.write("leads.csv", "Last_Name,Company\nA,Z\n"), ...insert]
        const { remedy } = document((yield* here.run([...importing, "--json"])).stderr)
        const [, archive = "", journal = ""] =
          /The outcome of each is in (job-\d+\.result\.zip) in (\/.+), as Zoho sent it/.exec(String(remedy)) ?? []
        assert.strictEqual((yield* here.run(["resume"])).exitCode, 2, "nothing is left to go on with")
        const unseen = yield* here.run(importing)
        assert.strictEqual(unseen.exitCode, 2)
        assert.match(unseen.stderr, /import-leads-\S+ imported this file, but the outcome of some rows is not known/)
        assert.include(unseen.stderr, "--again")
        const again = yield* here.run([...importing, "--again"])
        assert.strictEqual(again.exitCode, 1, again.stderr)
        assert.notInclude(again.stderr, "To continue")
        assert.isAbove(readFileSync(`${journal}/${archive}`).length, 0)
      }),
  )
})

describe("`zoho-bulk import` of a row that is too long", () => {
  const long = "x".repeat(5 * 1024 * 1024)

  it.live.each([
    { name: "long.csv", text: `Last_Name,Company\nA,Z\nB,${long}\n`, where: "line 3" },
    {
      name: "long.ndjson",
      text: `{"Last_Name":"A","Company":"Z"}\n{"Last_Name":"B","Company":"${long}"}\n`,
      where: "line 2",
    },
  ])("refuses $name, and says in which line it is", ({ name, text, where }) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const run = yield* here.run(["import", here.write(name, text), ...insert])
      assert.strictEqual(run.exitCode, 2)
      assert.include(run.stderr, where)
      assert.include(run.stderr, "4,194,304 characters")
    }),
  )
})
