/**
 * Reads CSV that is drawn from a seed as we do and as others do, and shows what they take for different rows.
 *
 *     pnpm fuzz:csv                            20,000 files, by Python's csv module and by DuckDB, which is installed outside of the workspace
 *     pnpm fuzz:csv --cases 500 --seed 7       so many, from another seed
 */
import process from "node:process"
import { parseArgs } from "node:util"
import type { Chance } from "../../simulate/world/Chance.ts"
import { compare, type Difference } from "./compare.ts"
import { drawCsv, drawOddCsv } from "./draw.ts"
import { duckDbRows } from "./duckdb.ts"
import { pythonRows } from "./python.ts"

const { values } = parseArgs({
  options: { cases: { type: "string", default: "20000" }, seed: { type: "string", default: "1" } },
})

const draws = { cases: Number(values.cases), seed: Number(values.seed) }

const tell = (who: string, differences: ReadonlyArray<Difference>): void => {
  console.log(`${who}: ${draws.cases} files, ${differences.length} read as something else`)
  for (const difference of differences.slice(0, 10)) console.log(JSON.stringify(difference))
  if (differences.length > 0) process.exitCode = 1
}

/** DuckDB refuses a file with two kinds of line breaks, also where one stands in a cell. */
const drawAlike = (chance: Chance): string => drawCsv(chance).replaceAll("\r\n", "\n")

tell("Python, files that are right", await compare(drawCsv, pythonRows, draws))
tell("Python, odd files", await compare(drawOddCsv, pythonRows, { ...draws, mayRefuse: true }))
tell("DuckDB, files that are right", await compare(drawAlike, duckDbRows, draws))
