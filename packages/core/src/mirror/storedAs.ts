import { own } from "../domain/own.ts"
import type { CopyColumn } from "./CopyColumn.ts"

/**
 * How a copy can store the values of a column.
 *
 * **Example** (Whether it can be summed up)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 *
 * export const isNumber = (form: Mirror.StoredForm): boolean => form === "integer" || form === "decimal"
 * ```
 *
 * @category models
 */
export type StoredForm = "text" | "integer" | "decimal" | "boolean"

/** The forms of data types that are more than text. Times are text, which keeps their offset. */
const forms: Readonly<Record<string, StoredForm>> = {
  bigint: "integer",
  boolean: "boolean",
  currency: "decimal",
  double: "decimal",
  integer: "integer",
  percent: "decimal",
}

/**
 * Returns how a copy stores the values of a column.
 *
 * **Example** (The type of a column in a database)
 *
 * ```ts
 * import { Mirror } from "@zoho-bulk/core"
 *
 * const types = { text: "TEXT", integer: "INTEGER", decimal: "NUMERIC", boolean: "BOOLEAN" }
 *
 * export const typeOf = (column: Mirror.CopyColumn): string => types[Mirror.storedAs(column)]
 * ```
 *
 * @category rules
 */
export const storedAs = ({ dataType, isText = false }: CopyColumn): StoredForm =>
  isText ? "text" : (own(forms, dataType) ?? "text")
