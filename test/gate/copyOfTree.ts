/**
 * A copy of the tree in a temporary folder, to plant faults in and to run checks on.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { type Ended, runIn } from "./command.ts"
import { root, sourceFiles } from "./tree.ts"

/** A copy of the tree. */
export interface CopyOfTree extends Disposable {
  readonly folder: string
  readonly read: (file: string) => string
  /** Writes a file, and the folders that it needs. */
  readonly plant: (file: string, text: string) => void
  /** Replaces text that must be there. */
  readonly replace: (file: string, what: string, by: string) => void
  readonly remove: (file: string) => void
  /** Runs a check of the copy, as its own scripts do. */
  readonly check: (
    name: "types" | "lint" | "format" | "packages" | "test" | "ok",
    ...args: ReadonlyArray<string>
  ) => Promise<Ended>
}

const workspaceScope = "@zoho-bulk"

/** Links what is installed, except that packages of the workspace lead to the copy. */
const linkDependencies = (folder: string, project: string): void => {
  const installed = join(root, project, "node_modules")
  if (!existsSync(installed)) return
  const links = join(folder, project, "node_modules")
  mkdirSync(links)
  for (const name of readdirSync(installed)) {
    if (name !== workspaceScope) symlinkSync(join(installed, name), join(links, name))
  }
  if (!existsSync(join(installed, workspaceScope))) return
  mkdirSync(join(links, workspaceScope))
  for (const name of readdirSync(join(installed, workspaceScope))) {
    symlinkSync(join(folder, "packages", name), join(links, workspaceScope, name))
  }
}

/** What a test process tells its children, or a git hook its own, says nothing about the copy. */
const unset = (): Readonly<Record<string, undefined>> =>
  Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => /^(?:GIT_|VITEST|GATE_|TEST$|NODE_ENV$|NODE_OPTIONS$)/.test(name))
      .map((name) => [name, undefined]),
  )

/** Copies the tree; leaving the scope of `using` removes the copy. */
export const copyTree = (): CopyOfTree => {
  const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-gate-"))
  const at = (file: string): string => join(folder, file)
  const read = (file: string): string => readFileSync(at(file), "utf8")
  const plant = (file: string, text: string): void => {
    mkdirSync(dirname(at(file)), { recursive: true })
    writeFileSync(at(file), text)
  }
  for (const file of sourceFiles()) {
    mkdirSync(dirname(at(file)), { recursive: true })
    copyFileSync(join(root, file), at(file))
  }
  for (const project of [".", "test", "tools", ...readdirSync(at("packages")).map((name) => `packages/${name}`)]) {
    linkDependencies(folder, project)
  }
  return {
    folder,
    read,
    plant,
    replace: (file, what, by) => {
      const text = read(file)
      if (!text.includes(what)) throw new Error(`${file} has no ${JSON.stringify(what)} to replace`)
      plant(file, text.replace(what, by))
    },
    remove: (file) => rmSync(at(file), { recursive: true }),
    check: (name, ...args) => runIn(folder, "node", [`test/gate/${name}.ts`, ...args], { env: unset() }),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  }
}
