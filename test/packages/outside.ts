/**
 * A folder outside the workspace, where somebody has installed the packages.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { installTools } from "../gate/tools.ts"
import { everything } from "./everything.ts"
import { type Packed, pack } from "./pack.ts"
import { serveRegistry } from "./registry.ts"
import { type Place, programs, runWell } from "./run.ts"

/** Such a folder, and one beside it for Deno, which keeps packages elsewhere. */
export interface Outside extends AsyncDisposable {
  readonly packages: ReadonlyArray<Packed>
  /** Where npm has installed them. */
  readonly installed: string
  /** Where Deno knows them by `npm:` specifiers. */
  readonly byNpm: Place
  readonly package: (name: string) => Packed
}

/** Packs the packages, offers them in a registry of this machine, and installs them with npm. */
export const goOutside = async (): Promise<Outside> => {
  await installTools()
  const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-outside-"))
  const make = (name: string): string => {
    mkdirSync(join(folder, name))
    return join(folder, name)
  }
  const packages = await pack(make("tarballs"))
  const registry = await serveRegistry(packages, folder)
  const [installed, forDeno] = [make("installed"), make("for-deno")]
  for (const each of [installed, forDeno]) {
    writeFileSync(join(each, ".npmrc"), registry.npmrc)
    cpSync(join(import.meta.dirname, "programs"), each, { recursive: true })
  }
  // What Deno keeps of packages is kept by their version, which is the same for every run of this.
  const byNpm = { cwd: forDeno, env: { DENO_DIR: make("deno") } }
  writeFileSync(join(installed, "package.json"), JSON.stringify({ private: true, type: "module" }))
  const names = [...packages.map(({ name }) => name), "effect@^4.1.0", "@effect/sql-pg@^4.0.5", "@types/node@^24"]
  await runWell("npm", ["install", "--no-audit", "--no-fund", ...names], { cwd: installed })
  const specifiers = [
    "npm:@zoho-bulk/core",
    "npm:@zoho-bulk/deno-runner",
    "npm:effect@^4.1.0",
    "npm:@effect/sql-pg@^4.0.5",
  ]
  await runWell(programs.deno, ["add", "--quiet", ...specifiers], byNpm)
  writeFileSync(join(installed, "everything.ts"), await everything(packages, installed))
  return {
    packages,
    installed,
    byNpm,
    package: (name) => {
      const found = packages.find((each) => each.name === `@zoho-bulk/${name}`)
      if (found === undefined) throw new Error(`There is no package ${name}`)
      return found
    },
    [Symbol.asyncDispose]: async () => {
      await registry[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true })
    },
  }
}
