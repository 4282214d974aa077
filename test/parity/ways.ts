import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { bundleCommand } from "../../scripts/build/command.ts"
import type { RuntimeName } from "../support/runtime.ts"
import { commandWords, root } from "../support/scripts.ts"

/** A way to run the command. */
export interface Way {
  readonly name: string
  readonly runtime: RuntimeName
  readonly command: ReadonlyArray<string>
}

const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-built-"))

/** Where the runtimes keep what they have compiled, so that each start is not the first. */
export const caches = { NODE_COMPILE_CACHE: join(folder, "node"), DENO_DIR: join(folder, "deno") }

/** The words that start the command, to be called from any folder. */
const fromAnywhere = (runtime: RuntimeName): ReadonlyArray<string> =>
  commandWords(runtime).map((word) => (word.startsWith("packages/") ? `${root}${word}` : word))

/** From the sources on both runtimes, and as it is shipped. */
export const ways: ReadonlyArray<Way> = [
  { name: "node", runtime: "node", command: fromAnywhere("node") },
  { name: "deno", runtime: "deno", command: fromAnywhere("deno") },
  { name: "shipped", runtime: "node", command: ["node", join(folder, "zoho-bulk.js")] },
]

/** Bundles the command as `pnpm build` does it, in a folder of its own. */
export const build = async (): Promise<void> => void (await bundleCommand(folder))

/** Takes away what was built, and what the runtimes have kept. */
export const cleanUp = (): void => rmSync(folder, { recursive: true, force: true })
