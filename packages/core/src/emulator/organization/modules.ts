import type { Module } from "../model/Module.ts"
import { email } from "./sampleValues.ts"
import { moduleOf, standardModules } from "./standardModules.ts"

/** What tells the modules apart that are of the user's own making. */
export const marksOf = (index: number): Pick<Module, "id" | "mark"> => ({
  id:
    index < 70
      ? `41508680000000022${String(index).padStart(2, "0")}`
      : `4150868000000003${String(index).padStart(3, "0")}`,
  mark: String(30 + index),
})

/** A module of the user's own making, with the fields that each of them has. */
export const customModule = (apiName: string, index: number): Module => {
  const { id, mark } = marksOf(index)
  return moduleOf(
    apiName,
    id,
    mark,
    [
      ["Name", "text", (n) => `${apiName} ${n}`, { isMandatory: true, isUnique: true }],
      ["Email", "email", email(apiName.toLowerCase())],
      ["Secondary_Email", "email", (n) => (n % 2 === 0 ? null : `second${n}@example.com`)],
    ],
    { generatedType: "custom", moduleName: `CustomModule${index + 1}` },
  )
}

/** The modules of a world: those that it has, and one for each other name that its records were given under; their marks begin at an index. */
export const modulesFor = (
  names: Iterable<string>,
  present: ReadonlyArray<Module> = standardModules,
  from = 0,
): ReadonlyArray<Module> => [
  ...present,
  ...[...names]
    .filter((name) => !present.some(({ apiName }) => apiName === name))
    .map((name, index) => customModule(name, from + index)),
]
