/**
 * Plants each old defect in a copy of the tree, simulates, and sees whether the checker finds it: so we know that it looks.
 *
 *     pnpm simulate:defects             all of them
 *     pnpm simulate:defects "two words" those whose titles have these words
 */
import process from "node:process"
import { runIn } from "../../gate/command.ts"
import { copyTree } from "../../gate/copyOfTree.ts"
import type { Defect } from "./Defect.ts"
import { defects } from "./defects.ts"

/** Tells whether the checker finds a defect, for the reason that it should. */
const isFound = async ({ breaks, processes, replacements, runs, seed }: Defect): Promise<boolean> => {
  using copy = copyTree()
  for (const { by, file, what } of replacements) copy.replace(file, what, by)
  const words = ["--runs", String(runs), "--seed", String(seed)]
  const { code, output } = await runIn(copy.folder, "node", [
    "--conditions=zoho-bulk-source",
    "test/simulate/run.ts",
    ...words,
    ...(processes === undefined ? [] : ["--processes", String(processes)]),
  ])
  return code === 1 && output.split("\n").some((line) => line.startsWith("BROKEN") && line.includes(breaks))
}

const wanted = process.argv[2] ?? ""
const chosen = defects.filter(({ title }) => title.includes(wanted))
let found = 0
for (const defect of chosen) {
  const isOne = await isFound(defect)
  if (isOne) found++
  console.log(`${isOne ? "found" : "NOT FOUND"}: ${defect.title}`)
}
console.log(`${found} of ${chosen.length} planted defects found`)
if (found < chosen.length) process.exitCode = 1
