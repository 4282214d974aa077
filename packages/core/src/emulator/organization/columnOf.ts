import type { Column } from "../model/Column.ts"
import type { Field, Value } from "../model/Field.ts"
import { fieldOf, type Module, numberOfId, recordId } from "../model/Module.ts"
import { hasRecord, moduleNamed, type Records } from "../model/Records.ts"
import { fieldReader } from "./findRecord.ts"
import { type EmulatedUser, userFields, users } from "./users.ts"

const userColumn = (name: string, lookup: Field, valueOf: (n: number) => Value): Column | undefined => {
  const key = userFields.find((field) => name === `${lookup.apiName}.${field}`)
  if (key === undefined) return undefined
  const byId = new Map<Value, EmulatedUser>(users.map((user) => [user.id, user]))
  return {
    name,
    id: lookup.id ?? null,
    type: key === "email" ? "email" : key === "id" ? "lookup" : "text",
    join: lookup.apiName,
    valueOf: (n) => byId.get(valueOf(n))?.[key] ?? null,
  }
}

const idColumn = (name: string, valueOf: (n: number) => Value): Column => ({ name, id: null, type: "lookup", valueOf })

/** Finds what a name such as `Last_Name`, `id` or `Account_Name.Phone` means; a name that means nothing is none. */
export const columnOf = (records: Records, module: Module, name: string): Column | undefined => {
  if (name.toLowerCase() === "id") return idColumn(name, (n) => recordId(module, n))
  const [first = "", second, ...more] = name.split(".")
  const field = fieldOf(module, first)
  if (field === undefined || more.length > 0) return undefined
  const valueOf = fieldReader(records, module, field)
  if (second === undefined) return { name, id: field.id ?? null, type: field.valueType, valueOf }
  if (field.lookupModule === undefined) return undefined
  if (field.lookupModule === "Users") return userColumn(name, field, valueOf)
  const target = moduleNamed(records, field.lookupModule)
  const joined = target === undefined ? undefined : columnOf(records, target, second)
  if (target === undefined || joined === undefined) return undefined
  return {
    ...joined,
    name,
    join: first,
    valueOf: (n) => {
      const pointedAt = numberOfId(target, String(valueOf(n)))
      return pointedAt !== undefined && hasRecord(records, target.apiName, pointedAt) ? joined.valueOf(pointedAt) : null
    },
  }
}
