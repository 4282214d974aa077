import type { DataType } from "./DataType.ts"

/**
 * One value that can be picked in a field.
 *
 * **Example** (The values that a form offers)
 *
 * ```ts
 * import type { Metadata } from "@zoho-bulk/core"
 *
 * export const offered = (values: ReadonlyArray<Metadata.PickListValue>): ReadonlyArray<string> =>
 *   values.filter(({ isUsed }) => isUsed).map(({ displayValue }) => displayValue)
 * ```
 *
 * @category models
 */
export interface PickListValue {
  /** The stored value, which bulk files contain. */
  readonly actualValue: string
  /** The value as people see it. */
  readonly displayValue: string
  /** Whether it can still be picked. */
  readonly isUsed: boolean
}

/**
 * A field of a module, as its metadata describes it.
 *
 * **Example** (A line of a table)
 *
 * ```ts
 * import type { Metadata } from "@zoho-bulk/core"
 *
 * export const line = ({ apiName, dataType, label }: Metadata.Field): string =>
 *   [label, apiName, dataType].join(", ")
 * ```
 *
 * @category models
 */
export interface Field {
  /** The name that requests and files use, such as `Last_Name`. */
  readonly apiName: string
  /** The id of the field in this organisation. */
  readonly id?: string
  /** The name that users see, such as `Last Name`. */
  readonly label: string
  /** The type of its values, such as `picklist`. */
  readonly dataType: DataType
  /** The type of a formula's or a summary's result. */
  readonly resultType?: DataType
  /** The type of its values in Zoho's JSON, such as `jsonobject`. */
  readonly jsonType?: string
  /** Whether every record must have it, whatever the layout. */
  readonly isMandatory: boolean
  /** Whether no two records can have the same value in it. */
  readonly isUnique: boolean
  /** Whether unique values are case-sensitive. */
  readonly isCaseSensitive?: boolean
  /** Whether users created it, rather than Zoho. */
  readonly isCustom: boolean
  /** Whether the API can set it in a new record. */
  readonly isCreatable: boolean
  /** Whether the API can change it. */
  readonly isUpdatable: boolean
  /** Whether nobody can set it (`read_only`). */
  readonly isReadOnly: boolean
  /** Whether it cannot be set as a field of its own (`field_read_only`). */
  readonly isFieldReadOnly: boolean
  /** Whether it stands for something that is stored elsewhere, such as a subform. */
  readonly isVirtual: boolean
  /** Whether this user can see it. */
  readonly isVisible: boolean
  /** Whether criteria can use it. */
  readonly isFilterable: boolean
  /** Whether it contains ids of another system (an external field), which bulk jobs do not read. */
  readonly isExternal: boolean
  /** Whether a layout uses it. */
  readonly isUsed: boolean
  /** The maximum number of characters or digits. */
  readonly length?: number
  /** The maximum number of decimal places. */
  readonly decimalPlaces?: number
  /** The values that can be picked; empty for a field of another type. */
  readonly pickListValues: ReadonlyArray<PickListValue>
  /** The API name of the module whose records it points to. */
  readonly lookupModule?: string
}
