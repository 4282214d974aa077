import * as Result from "effect/Result"
import type { Field } from "../../domain/organization/Field.ts"
import type { UnknownField } from "../../failure/UnknownName.ts"
import { findField } from "../../metadata/findByName.ts"
import { isIdColumn } from "../../results/Rows.ts"

/** The fields of a module, as its metadata has them. */
export interface FieldsOfModule {
  /** The API name of the module. */
  readonly module: string
  /** What it has of fields, as `Metadata.getFields` gives them. */
  readonly fields: ReadonlyArray<Field>
}

/** What a name means in a module. */
export interface NamedField {
  /** How Zoho wants it: the API name, and the path through a lookup if there is one. */
  readonly path: string
  /**
   * The field; none for the record's id, for what is reached through a lookup, and for what is missing from the
   * metadata.
   */
  readonly field: Field | undefined
}

/** Finds a field by its API name or its label, or what a path such as `Account_Name.Phone` leads to. */
export const fieldNamed = (of: FieldsOfModule, name: string): Result.Result<NamedField, UnknownField> => {
  // Names with a dollar sign are Zoho's own, and no fields in its metadata.
  if (isIdColumn(name) || name.startsWith("$")) {
    return Result.succeed({ path: isIdColumn(name) ? "id" : name, field: undefined })
  }
  const found = Result.map(findField(of, name), (field): NamedField => ({ path: field.apiName, field }))
  const dot = name.indexOf(".")
  if (dot < 0 || Result.isSuccess(found)) return found
  return Result.map(fieldNamed(of, name.slice(0, dot)), ({ path }) => ({
    path: `${path}${name.slice(dot)}`,
    field: undefined,
  }))
}
