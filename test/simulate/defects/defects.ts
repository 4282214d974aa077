import { readdirSync } from "node:fs"
import type { Defect } from "./Defect.ts"

const folder = new URL("planted/", import.meta.url)

/** The names of all defects that are planted again: each has a file of its own. */
export const defectNames: ReadonlyArray<string> = readdirSync(folder)
  .map((file) => file.replace(/\.ts$/, ""))
  .toSorted()

/** The defect of a name. */
export const defectOf = async (name: string): Promise<Defect> => {
  const { defect }: { readonly defect: Defect } = await import(new URL(`${name}.ts`, folder).href)
  return defect
}
