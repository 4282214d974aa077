/**
 * Builds what is packed: the packages that are named, or all three, each after those that it needs.
 */
import { bundleCommand } from "./command.ts"
import { buildLibrary } from "./library.ts"
import { writeManual } from "./manual.ts"

const packages = ["core", "node-runner", "deno-runner"] as const

const named = process.argv.slice(2)

for (const name of packages.filter((each) => named.length === 0 || named.includes(each))) {
  buildLibrary(name)
  if (name === "core") continue
  await bundleCommand(name)
  if (name === "node-runner") await writeManual()
}
