import type { Value } from "../../model/Field.ts"
import { fieldOf, type GivenRecord, type Module } from "../../model/Module.ts"
import { patriciaBoyle } from "../users.ts"

const times = ["Created_Time", "Modified_Time"] as const

/** Adds what Zoho sets itself and a described record does not say: its users, and the times that a made-up record of its number has. */
export const withSystemValues = (
  module: Module,
  n: number,
  { values }: GivenRecord,
): Readonly<Record<string, Value>> => {
  const all: Record<string, Value> = {}
  for (const name of ["Owner", "Created_By", "Modified_By"]) {
    if (fieldOf(module, name)?.lookupModule === "Users") all[name] = patriciaBoyle.id
  }
  for (const name of times) {
    const field = fieldOf(module, name)
    if (field?.valueType === "datetime") all[name] = field.valueOf(n, () => 0)
  }
  Object.assign(all, values)
  const [created, modified] = times.map((name) => all[name])
  if (typeof created !== "number" || typeof modified !== "number" || created <= modified) return all
  // Where a record says one of the two, the other follows it.
  if (!Object.hasOwn(values, "Modified_Time")) return { ...all, Modified_Time: created }
  return Object.hasOwn(values, "Created_Time") ? all : { ...all, Created_Time: modified }
}
