import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { leadsCsv, mistakesInLeads } from "../../support/leads.ts"
import { machine } from "../../support/onDisk.ts"

const rows = 100_000

describe("ten kinds of mistakes in 100,000 rows", () => {
  it.live(
    "are all found by `--check`, by line, before any request but for metadata",
    () =>
      Effect.gen(function* () {
        const here = yield* machine()
        const file = here.write("leads.csv", leadsCsv(rows))
        const args = ["import", file, "--module", "Leads", "--operation", "insert", "--check", "--json"]
        const { exitCode, stdout } = yield* here.run(args)
        assert.strictEqual(exitCode, 2)
        const { findings, rowsWithFindings } = document(stdout) as {
          readonly rowsWithFindings: number
          readonly findings: ReadonlyArray<{ readonly column: string; readonly lines: ReadonlyArray<number> }>
        }
        const found = findings.flatMap(({ column, lines }) => lines.map((line) => `${line} ${column}`))
        const planted = mistakesInLeads.map(([line, column]) => `${line} ${column}`)
        assert.deepStrictEqual(found.toSorted(), planted.toSorted())
        assert.strictEqual(rowsWithFindings, mistakesInLeads.length)
        const { requests } = yield* here.emulator.report
        assert.deepStrictEqual(
          requests.map(({ operation }) => operation),
          ["getModules", "getFields", "getLayouts"],
        )
      }),
    60_000,
  )
})
