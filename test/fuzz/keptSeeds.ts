import { existsSync, readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { Case } from "./Target.ts"

const folderOf = (target: string): URL => new URL(`seeds/${target}/`, import.meta.url)

/** The name of the file in which a case would be kept, from the root of the workspace. */
export const fileFor = (target: string, name: string): string => `test/fuzz/seeds/${target}/${name}.json`

/** The cases that were found once, and are kept: each by the name of its file. */
export const keptSeeds = (target: string): ReadonlyArray<readonly [string, Case]> => {
  const folder = folderOf(target)
  if (!existsSync(fileURLToPath(folder))) return []
  return readdirSync(folder)
    .toSorted()
    .map((name): readonly [string, Case] => [name, JSON.parse(readFileSync(new URL(name, folder), "utf8"))])
}
