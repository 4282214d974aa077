import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { bundleCommand } from "../../scripts/build/command.ts"

/** Bundles the command for both runtimes as `pnpm build` does it: processes that tests start are what is shipped, and start in a fifth of the time. */
export default async (): Promise<() => void> => {
  const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-bundles-"))
  // Some tests start it as a user who is not the one that made it.
  chmodSync(folder, 0o755)
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }))
  await bundleCommand("node-runner", join(folder, "node"))
  await bundleCommand("deno-runner", join(folder, "deno"))
  process.env["GATE_BUNDLES"] = folder
  return () => {
    delete process.env["GATE_BUNDLES"]
    rmSync(folder, { recursive: true, force: true })
  }
}
