import type * as Schema from "effect/Schema"
import type { CustomView } from "../../domain/organization/CustomView.ts"
import type { Layout as LayoutMetadata } from "../../domain/organization/Layout.ts"
import type { Module as ModuleMetadata } from "../../domain/organization/Module.ts"
import type { Field, Value } from "./Field.ts"
import type { Given } from "./Given.ts"

/** A layout of a module. */
export interface Layout extends LayoutMetadata {
  /** Its metadata as somebody described it. */
  readonly given?: Given
}

/** A custom view of a module: which of its records are shown. */
export interface View extends CustomView {
  /** Conditions as requests spell them from v3 on; without them, all records. */
  readonly criteria?: Schema.Json
  /** Its metadata as somebody described it. */
  readonly given?: Given
}

/** A record that somebody described. */
export interface GivenRecord {
  /** Its own id; if there is none, the emulator makes one. */
  readonly id: string | undefined
  readonly values: Readonly<Record<string, Value>>
}

/** A module of the emulated organisation. */
export interface Module extends ModuleMetadata {
  readonly id: string
  /** Two or three digits that mark the ids of its records. */
  readonly mark: string
  readonly fields: ReadonlyArray<Field>
  readonly layouts: ReadonlyArray<Layout>
  readonly views: ReadonlyArray<View>
  /** The ids of the records that have their own, by number and the other way round. */
  readonly ownIds: { readonly byNumber: ReadonlyMap<number, string>; readonly numberOf: ReadonlyMap<string, number> }
  /** Whether bulk jobs read it. */
  readonly isBulkRead: boolean
  /** Whether bulk jobs write it. */
  readonly isBulkWritten: boolean
  /** Whether this user may do anything with it. */
  readonly isPermitted: boolean
  /** Its metadata as somebody described it. */
  readonly given?: Given
}

const organization = "4150868"

const idsBeginWith = ({ mark }: Module): string => `${organization}${mark.padStart(3, "0")}`

/** The id of a module's record: its own, or nineteen digits from which its number can be read again. */
export const recordId = (module: Module, n: number): string =>
  module.ownIds.byNumber.get(n) ?? `${idsBeginWith(module)}${String(n).padStart(9, "0")}`

/** Reads the number of a record from its id; an id of another module is none. */
export const numberOfId = (module: Module, id: string): number | undefined => {
  const { byNumber, numberOf } = module.ownIds
  const own = numberOf.get(id)
  const prefix = idsBeginWith(module)
  if (own !== undefined || !/^\d{19}$/.test(id) || !id.startsWith(prefix)) return own
  const n = Number(id.slice(prefix.length))
  return byNumber.has(n) ? undefined : n
}

/** Finds a field by its API name. */
export const fieldOf = (module: Module, apiName: string): Field | undefined =>
  module.fields.find((field) => field.apiName === apiName)

/** The layout that records have that name none. */
export const usualLayout = ({ layouts }: Module): Layout | undefined =>
  layouts.find(({ isVisible, status }) => isVisible && status !== "inactive") ?? layouts[0]

/** The fields that a new record has to have: whatever the layout, or because of the layout that it gets. */
export const mandatoryFields = (module: Module): ReadonlyArray<Field> => {
  const required = new Set(usualLayout(module)?.fields.flatMap((field) => (field.isRequired ? [field.apiName] : [])))
  return module.fields.filter(({ apiName, isMandatory }) => isMandatory || required.has(apiName))
}
