import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { Field } from "../domain/organization/Field.ts"
import { describeValue } from "../failure/describeValue.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"
import type { UnknownField } from "../failure/UnknownName.ts"
import { required } from "../formats/values/cell.ts"
import { schemaOfType } from "../formats/values/spellings.ts"
import { Id, Text } from "../formats/values/schemas.ts"
import { isReadable } from "./bulkRules.ts"
import { findField } from "./findByName.ts"
import { getFields } from "./getFields.ts"
import { checkObject, type MetadataFailure, type MetadataOptions } from "./MetadataOptions.ts"

/**
 * A row of a module as values, by the API names of its fields: numbers with all of their digits, times with their
 * offset, `null` for empty cells. A column that the rows do not have is absent.
 *
 * **Example** (How full a row is)
 *
 * ```ts
 * import type { Metadata } from "@zoho-bulk/core"
 *
 * export const filled = (row: Metadata.ModuleRow): number =>
 *   Object.values(row).filter((value) => value !== null).length
 * ```
 *
 * @category models
 */
export type ModuleRow = Readonly<Record<string, unknown>>

/**
 * Which columns a schema of rows has, and options for questions about the organisation.
 *
 * **Example** (Two columns, and the id)
 *
 * ```ts
 * import type { Metadata } from "@zoho-bulk/core"
 *
 * export const options: Metadata.SchemaOptions = { fields: ["Deal_Name", "Amount"] }
 * ```
 *
 * @category configuration
 */
export interface SchemaOptions extends MetadataOptions {
  /**
   * The API names of the columns, as in an export; by default all that bulk jobs can read. The record's id is always
   * included.
   */
  readonly fields?: ReadonlyArray<string> | undefined
}

/**
 * Every way in which making a schema of a module's rows can fail.
 *
 * **Example** (Whether a column is at fault)
 *
 * ```ts
 * import type { Metadata } from "@zoho-bulk/core"
 *
 * export const isOfColumn = ({ _tag }: Metadata.SchemaFailure): boolean => _tag === "UnknownField"
 * ```
 *
 * @category errors
 */
export type SchemaFailure = MetadataFailure | UnknownField

const isNames = (fields: unknown): fields is ReadonlyArray<string> | undefined =>
  fields === undefined || (Array.isArray(fields) && fields.every(Predicate.isString))

/** A column through a lookup, such as `Account_Name.Industry`, belongs to another module and stays text. */
const columnOf = ({ apiName, dataType, resultType = dataType }: Field) =>
  Schema.optionalKey(apiName === "id" ? required(Id) : schemaOfType(resultType))

/**
 * Makes a schema for the rows of a module from the organisation's metadata, for programs that learn the module's fields
 * only at run time.
 *
 * **Details**
 *
 * `exportRecords` reads rows by it; encoding spells values as files for an import have them. A column through a lookup
 * is text. Costs one API credit, if the fields are not known yet; scopes as `getFields`. Fails with `UnknownField` if
 * no field has a given name.
 *
 * **Example** (All of a module, as values)
 *
 * ```ts
 * import { exportRecords, Metadata } from "@zoho-bulk/core"
 * import { Effect, Stream } from "effect"
 *
 * export const rows = (module: string, fields: ReadonlyArray<string>) =>
 *   Metadata.schemaOf(module, { fields }).pipe(
 *     Effect.map((schema) => exportRecords({ module, fields }, schema)),
 *     Stream.unwrap,
 *   )
 * ```
 *
 * @category schemas
 */
export const schemaOf = Effect.fnUntraced(function* (
  module: string,
  options: SchemaOptions = {},
): Effect.fn.Return<Schema.Codec<ModuleRow, Readonly<Record<string, string>>>, SchemaFailure, ZohoConnection> {
  const { fields: names, ...others } = yield* checkObject(options, "It accepts fields and refresh.")
  if (!isNames(names)) {
    return yield* new InvalidRequest({
      problem: `fields is ${describeValue(names)}`,
      remedy: 'Give a list of API names, such as ["Last_Name"], or leave it out.',
    })
  }
  const fields = yield* getFields(module, others)
  const id = fields.filter(({ apiName }) => apiName === "id")
  const chosen =
    names === undefined
      ? fields.filter(isReadable)
      : yield* Effect.forEach(
          names.filter((name) => !name.includes(".")),
          (name) => Effect.fromResult(findField({ module, fields }, name)),
        )
  const through = (names ?? []).filter((name) => name.includes("."))
  const columns = {
    id: Schema.optionalKey(required(Id)),
    ...Object.fromEntries([...id, ...chosen].map((field) => [field.apiName, columnOf(field)])),
    ...Object.fromEntries(through.map((name) => [name, Schema.optionalKey(Text)])),
  }
  return Schema.Struct(columns) as unknown as Schema.Codec<ModuleRow, Readonly<Record<string, string>>>
})
