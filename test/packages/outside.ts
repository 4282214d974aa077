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
import { runWell } from "./run.ts"

/** Such a folder, and one beside it where nothing is installed. */
export interface Outside extends AsyncDisposable {
  readonly packages: ReadonlyArray<Packed>
  /** Where npm has installed them. */
  readonly installed: string
  /** Where nothing is but the name of the registry. */
  readonly empty: string
  readonly package: (name: string) => Packed
}

/** Packs the packages, offers them in a registry of this machine, and installs them with npm. */
export const goOutside = async (): Promise<Outside> => {
  await installTools()
  const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-outside-"))
  const [tarballs, installed, empty] = ["tarballs", "installed", "empty"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  for (const each of [tarballs, installed, empty]) mkdirSync(each)
  const packages = await pack(tarballs)
  const registry = await serveRegistry(packages, folder)
  for (const each of [installed, empty]) {
    writeFileSync(join(each, ".npmrc"), registry.npmrc)
    cpSync(join(import.meta.dirname, "programs"), each, { recursive: true })
  }
  writeFileSync(join(installed, "package.json"), JSON.stringify({ private: true, type: "module" }))
  const names = [...packages.map(({ name }) => name), "effect@^4.1.0", "@types/node@^24"]
  await runWell("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...names], { cwd: installed })
  writeFileSync(join(installed, "everything.ts"), await everything(packages, installed))
  return {
    packages,
    installed,
    empty,
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
