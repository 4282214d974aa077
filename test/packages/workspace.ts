/**
 * A workspace of somebody who has our packages in it beside a service of their own.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { root, sourceFiles } from "../gate/tree.ts"
import { runPnpm } from "./run.ts"

/** Such a workspace, installed. */
export interface Workspace extends Disposable {
  readonly folder: string
  readonly service: string
}

const isNeeded = (file: string): boolean => /^(?:packages|scripts)\/|^[^/]*\.(?:json|ya?ml)$|^LICENSE$/.test(file)

/** What building the packages takes. */
const needed = ["@types/node", "rolldown", "typescript"]

const withoutOthers = (manifest: string): string => {
  const { devDependencies, ...others } = JSON.parse(manifest)
  const kept = Object.entries(devDependencies).filter(([name]) => needed.includes(name))
  return JSON.stringify({ ...others, devDependencies: Object.fromEntries(kept) })
}

/** Makes it in a temporary folder; leaving the scope of `using` removes it. */
export const makeWorkspace = async (): Promise<Workspace> => {
  const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-workspace-"))
  const service = join(folder, "service")
  const edit = (file: string, change: (text: string) => string): void =>
    writeFileSync(join(folder, file), change(readFileSync(join(folder, file), "utf8")))
  for (const file of sourceFiles().filter(isNeeded)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(root, file), join(folder, file))
  }
  cpSync(join(import.meta.dirname, "service"), service, { recursive: true })
  edit("package.json", withoutOthers)
  edit("pnpm-workspace.yaml", (text) => text.replace("  - test\n", "  - service\n"))
  await runPnpm(["install", "--no-frozen-lockfile", "--prefer-offline"], { cwd: folder })
  return { folder, service, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) }
}
