import * as DateTime from "effect/DateTime"
import type { Field, FieldType, Value } from "./Field.ts"
import { fieldOf, type Module, numberOfId, recordId } from "./Module.ts"
import { fieldReader, moduleNamed, type Records } from "./Records.ts"
import { type EmulatedUser, userFields, users } from "./users.ts"

/** What can be asked of a record by one name: a field of it, or through a lookup a field of another record. */
export interface Column {
  readonly name: string
  /** The id of the field, null where it has none. */
  readonly id: string | null
  readonly type: FieldType
  /** The lookup that it goes through. */
  readonly join?: string
  readonly valueOf: (n: number) => Value
}

const hour = 3_600_000

/** Writes a moment in the time of India, without milliseconds (recorded: `2021-05-12T17:25:29+05:30`). */
export const formatTime = (millis: number): string =>
  `${DateTime.formatIso(DateTime.makeUnsafe(millis + 5.5 * hour)).slice(0, 19)}+05:30`

/** Writes a value as result files have it: a moment with its offset, `true` and `false` as words, nothing as nothing. */
export const formatValue = (type: FieldType, value: Value): string => {
  if (value === null) return ""
  return type === "datetime" ? formatTime(Number(value)) : String(value)
}

const userColumn = (name: string, lookup: Field, valueOf: (n: number) => Value): Column | undefined => {
  const key = userFields.find((field) => name === `${lookup.apiName}.${field}`)
  if (key === undefined) return undefined
  const byId = new Map<Value, EmulatedUser>(users.map((user) => [user.id, user]))
  return {
    name,
    id: lookup.id,
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
  if (second === undefined) return { name, id: field.id, type: field.type, valueOf }
  if (field.lookup === undefined) return undefined
  if (field.lookup === "Users") return userColumn(name, field, valueOf)
  const target = moduleNamed(records, field.lookup)
  const joined = target === undefined ? undefined : columnOf(records, target, second)
  if (target === undefined || joined === undefined) return undefined
  return {
    ...joined,
    name,
    join: first,
    valueOf: (n) => {
      const pointedAt = numberOfId(target, String(valueOf(n)))
      return pointedAt === undefined ? null : joined.valueOf(pointedAt)
    },
  }
}
