import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"

const folder = new URL("peers/", import.meta.url)

/** Installs what is measured against, as its lockfile says, unless it is there. */
export const installPeers = (): void => {
  if (existsSync(new URL("node_modules/.modules.yaml", folder))) return
  execFileSync("npx", ["--yes", "pnpm@12", "install", "--frozen-lockfile"], { cwd: folder, stdio: "inherit" })
}
