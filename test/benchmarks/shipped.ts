import { existsSync } from "node:fs"
import { join } from "node:path"

const packages = join(import.meta.dirname, "../../packages")

const built = (file: string): string => {
  const path = join(packages, file)
  if (!existsSync(join(packages, "node-runner/dist/zoho-bulk.js"))) {
    throw new Error(`There is no ${path}: run the script build first`)
  }
  return path
}

/** What the command is started by where it is installed, with the flags of its start. */
export const launched = built("node-runner/bin/zoho-bulk.cjs")

/** The command for Deno, built. */
export const onDeno = built("deno-runner/dist/main.js")

/** How Deno is asked to run a file, without looking for a newer Deno. */
export const denoFlags = ["run", "--quiet", "-A"]

/** The same with the flags by which the script `zoho-bulk:deno` keeps its memory small. */
export const denoMemoryFlags = [
  ...denoFlags,
  "--v8-flags=--heap-growing-percent=10,--min-semi-space-size=4,--max-semi-space-size=4",
]

/** Deno itself: what is on the path is a script that starts it. */
export const denoProgram = join(packages, "../node_modules/deno/deno")
