import process from "node:process"
import { assert, describe, it } from "@effect/vitest"
import * as NodeFileSystem from "@effect/platform-node-shared/NodeFileSystem"
import { Effect, Layer, Stdio, Stream } from "effect"
import { makeInput } from "../../../packages/core/src/cli/rows/inputRows.ts"
import { checkRows } from "../../../packages/core/src/transfer/checks/checkRows.ts"
import { askAboutModule } from "../../../packages/core/src/transfer/checks/knownModule.ts"
import { document } from "../../support/commandLine.ts"
import { emulated } from "../../support/connected.ts"
import { machine } from "../../support/onDisk.ts"

const rows = 100_000

const header = [
  "Last Name",
  "Company",
  "Email",
  "Phone",
  "Annual Revenue",
  "No. of Employees",
  "Date_3",
  "Lead Source",
  "Interests",
  "Email Opt Out",
  "Visitor",
]

const good = (n: number): ReadonlyArray<string> => [
  `Boyle ${n}`,
  "Zylker",
  `lead${n}@example.org`,
  "+94 77 1234567",
  "1250.50",
  String(n % 900),
  `2021-0${1 + (n % 9)}-1${n % 10}`,
  "Trade Show",
  "Reports;Bulk read",
  "true",
  "4150868000000225013",
]

/** Ten kinds of mistakes: on which lines, in which column, and the cell that is wrong. */
const mistakes: ReadonlyArray<readonly [line: number, column: string, cell: string]> = [
  [17, "Last Name", ""],
  [4_002, "Company", "x".repeat(201)],
  [10_003, "Email", "no mail"],
  [20_004, "Email", "lead1@example.org"],
  [30_005, "Annual Revenue", "1.250,50"],
  [40_006, "No. of Employees", "many"],
  [50_007, "Date_3", "31/12/2021"],
  [60_008, "Lead Source", "Hearsay"],
  [70_009, "Email Opt Out", "perhaps"],
  [100_001, "Visitor", "Patricia"],
]

const csv = (): string => {
  const wrong = new Map(mistakes.map(([line, column, cell]) => [line, { at: header.indexOf(column), cell }]))
  const lines = Array.from({ length: rows }, (_, n) => {
    const mistake = wrong.get(n + 2)
    const cells = good(n + 1).map((cell, at) => (mistake?.at === at ? mistake.cell : cell))
    return cells.map((cell) => (cell.includes(",") ? `"${cell}"` : cell)).join(",")
  })
  return `${[header.join(","), ...lines].join("\n")}\n`
}

describe("ten kinds of mistakes in 100,000 rows", () => {
  it.live(
    "are all found by `--check`, by line, before any request but for metadata",
    () =>
      Effect.gen(function* () {
        const here = yield* machine()
        const file = here.write("leads.csv", csv())
        const args = ["import", file, "--module", "Leads", "--operation", "insert", "--check", "--json"]
        const { exitCode, stdout } = yield* here.run(args)
        assert.strictEqual(exitCode, 2)
        const { findings, rowsWithFindings } = document(stdout) as {
          readonly rowsWithFindings: number
          readonly findings: ReadonlyArray<{ readonly column: string; readonly lines: ReadonlyArray<number> }>
        }
        const found = findings.flatMap(({ column, lines }) => lines.map((line) => `${line} ${column}`))
        const planted = mistakes.map(([line, column]) => `${line} ${column}`)
        assert.deepStrictEqual(found.toSorted(), planted.toSorted())
        assert.strictEqual(rowsWithFindings, mistakes.length)
        const { requests } = yield* here.emulator.report
        assert.deepStrictEqual(
          requests.map(({ operation }) => operation),
          ["getModules", "getFields", "getLayouts"],
        )
      }),
    60_000,
  )

  it.live(
    "are found in at most three times the time of reading the file as rows",
    () =>
      Effect.gen(function* () {
        const here = yield* machine()
        const file = here.write("leads.csv", csv())
        // Of the processor's time: other tests run on this machine.
        const timed = <A, E, R>(self: Effect.Effect<A, E, R>) =>
          Effect.suspend(() => {
            const before = process.cpuUsage()
            return Effect.map(self, () => process.cpuUsage(before).user / 1_000)
          })
        const known = yield* askAboutModule("Leads", "insert")
        const check = Effect.suspend(() =>
          checkRows(known, { module: "Leads", operation: "insert" }, makeInput({ file }).rows, {
            source: "the file",
            lineOf: (row) => row + 1,
            onFound: () => Effect.void,
          }),
        )
        const read = Effect.suspend(() => Stream.runDrain(makeInput({ file }).rows))
        let least = Infinity
        for (let n = 0; n < 5; n++) {
          const reading = yield* timed(read)
          least = Math.min(least, (yield* timed(check)) / reading)
        }
        assert.isAtMost(least, 3)
      }).pipe(Effect.provide(Layer.mergeAll(emulated(), NodeFileSystem.layer, Stdio.layerTest({})))),
    60_000,
  )
})
