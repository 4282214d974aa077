/**
 * The tools of `tools/`, which lie outside the workspace so that no script installs them unasked.
 */
import { existsSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { runIn } from "./command.ts"
import { root } from "./tree.ts"

/** Where they are. */
export const toolsFolder = resolve(root, "tools")

const isInstalled = (): boolean => {
  const installed = resolve(toolsFolder, "node_modules/.pnpm/lock.yaml")
  return existsSync(installed) && readFileSync(installed).equals(readFileSync(resolve(toolsFolder, "pnpm-lock.yaml")))
}

/** Installs them, where what is installed is not what the lockfile says. */
export const installTools = async (): Promise<void> => {
  if (isInstalled()) return
  const { code, output } = await runIn(toolsFolder, "npx", ["--yes", "pnpm@12", "install", "--frozen-lockfile"])
  if (code !== 0) throw new Error(`The tools could not be installed:\n${output}`)
}

/** The path of a tool's program. */
export const toolNamed = async (name: string): Promise<string> => {
  await installTools()
  return resolve(toolsFolder, "node_modules/.bin", name)
}
