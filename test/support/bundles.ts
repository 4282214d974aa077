import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { bundleCommand } from "../../scripts/build/command.ts"

/** Bundles the command for both runtimes as `pnpm build` does it, into a folder of its own, and gives where that is. */
export const bundleForTests = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-bundles-"))
  // Some tests start it as a user who is not the one that made it.
  chmodSync(folder, 0o755)
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }))
  await bundleCommand("node-runner", join(folder, "node"))
  await bundleCommand("deno-runner", join(folder, "deno"))
  return folder
}

/** Processes that tests start are what is shipped, and start in a fifth of the time. The gate bundles once for all its runs of vitest. */
export default async (): Promise<() => void> => {
  if (process.env["GATE_BUNDLES"] !== undefined) return () => {}
  const folder = await bundleForTests()
  process.env["GATE_BUNDLES"] = folder
  return () => {
    delete process.env["GATE_BUNDLES"]
    rmSync(folder, { recursive: true, force: true })
  }
}
