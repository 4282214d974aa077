import type { Field } from "./Field.ts"

/** A module of the emulated organisation. */
export interface Module {
  readonly apiName: string
  readonly id: string
  /** Two digits that mark the ids of its records. */
  readonly mark: string
  readonly fields: ReadonlyArray<Field>
}

const organization = "4150868"

/** The id of a module's record: nineteen digits, from which its number can be read again. */
export const recordId = (module: Module, n: number): string =>
  `${organization}0${module.mark}${String(n).padStart(9, "0")}`

/** Reads the number of a record from its id; an id of another module is none. */
export const numberOfId = (module: Module, id: string): number | undefined => {
  const prefix = `${organization}0${module.mark}`
  return /^\d{19}$/.test(id) && id.startsWith(prefix) ? Number(id.slice(prefix.length)) : undefined
}

/** Finds a field by its API name. */
export const fieldOf = (module: Module, apiName: string): Field | undefined =>
  module.fields.find((field) => field.apiName === apiName)
