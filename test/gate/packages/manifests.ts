/**
 * What the packages say of themselves.
 */
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../tree.ts"

/** The packages, each after those that it needs. */
export const packageNames = ["core", "node-runner", "deno-runner"] as const

/** Where a door leads: to its source under the condition of ours, to what is built of it otherwise. */
export interface Door {
  readonly "zoho-bulk-source": string
  readonly types: string
  readonly default: string
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly exports: Readonly<Record<string, Door | string | null>>
}

const read = <A>(file: string): A => JSON.parse(readFileSync(join(root, file), "utf8"))

/** The `package.json` of a package. */
export const manifestOf = (name: string): Manifest => read(`packages/${name}/package.json`)

/** The `jsr.json` of a package, where it has one. */
export const jsrOf = (name: string): (Manifest & { readonly exports: Readonly<Record<string, string>> }) | undefined =>
  existsSync(join(root, `packages/${name}/jsr.json`)) ? read(`packages/${name}/jsr.json`) : undefined

/** The doors of a package: what can be imported of it, its `package.json` apart. */
export const doorsOf = (name: string): ReadonlyArray<readonly [string, Door]> =>
  Object.entries(manifestOf(name).exports).flatMap(([door, leads]) =>
    typeof leads === "object" && leads !== null ? [[door, leads] as const] : [],
  )
