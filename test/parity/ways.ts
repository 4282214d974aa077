import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { root, runProcess, type RuntimeName, scriptWords } from "../support/processes.ts"

/** A way to run the command. */
export interface Way {
  readonly name: string
  readonly runtime: RuntimeName
  readonly command: ReadonlyArray<string>
}

const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-built-"))

/** Where the runtimes keep what they have compiled, so that each start is not the first. */
export const caches = { NODE_COMPILE_CACHE: join(folder, "node"), DENO_DIR: join(folder, "deno") }

/** The words of a script, to be called from any folder. */
const fromAnywhere = (script: string): ReadonlyArray<string> =>
  scriptWords(script).map((word) => (word.startsWith("packages/") ? `${root}${word}` : word))

/** From the sources on both runtimes, and as it is shipped. */
export const ways: ReadonlyArray<Way> = [
  { name: "node", runtime: "node", command: fromAnywhere("zoho-bulk") },
  { name: "deno", runtime: "deno", command: fromAnywhere("zoho-bulk:deno") },
  { name: "shipped", runtime: "node", command: ["node", join(folder, "zoho-bulk.js")] },
]

/** Bundles the command as `pnpm build` does it, in a folder of its own. */
export const build = async (): Promise<void> => {
  const command = scriptWords("build").map((word) => (word.endsWith("/dist") ? folder : word))
  const { exitCode, stderr } = await runProcess("node", [], { command })
  if (exitCode !== 0) throw new Error(`The command could not be built: ${stderr}`)
}

/** Takes away what was built, and what the runtimes have kept. */
export const cleanUp = (): void => rmSync(folder, { recursive: true, force: true })
