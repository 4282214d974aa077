import type { DataType } from "../../domain/organization/DataType.ts"
import type { Value } from "./Field.ts"

/** What can be asked of a record by one name: a field of it, or through a lookup a field of another record. */
export interface Column {
  readonly name: string
  /** The id of the field, null where it has none. */
  readonly id: string | null
  readonly type: DataType
  /** The lookup that it goes through. */
  readonly join?: string
  readonly valueOf: (n: number) => Value
}
