/**
 * Builds what is packed: the packages that are named, or all three, each after those that it needs. With `--libraries`, leaves the command
 * out.
 */
import { bundleCommand } from "./command.ts"
import { buildLibrary } from "./library.ts"
import { writeManual } from "./manual.ts"

const packages = ["core", "node-runner", "deno-runner"] as const

const flag = "--libraries"
const words = process.argv.slice(2)
const named = words.filter((word) => word !== flag)

for (const name of packages.filter((each) => named.length === 0 || named.includes(each))) {
  buildLibrary(name)
  if (name === "core" || words.includes(flag)) continue
  await bundleCommand(name)
  if (name === "node-runner") await writeManual()
}
