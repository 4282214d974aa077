import type * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type { Field } from "../../domain/organization/Field.ts"

/** What an import's file shows of a column, in addition to its field. */
export interface ColumnSpelling {
  /** Zoho's pattern of the dates in it, such as `yyyy-MM-dd`; Zoho's own where absent. */
  readonly format?: string | undefined
  /** For a lookup: the field of the other module that the column contains; its id if absent. */
  readonly findBy?: string | undefined
}

/**
 * Explains why Zoho may refuse a cell; nothing if no reason is known. The cell itself is not in the words: equal words
 * are one kind of mistake.
 */
export type CellCheck = (cell: string) => string | undefined

/** How the values of one data type are spelled, in a bulk file and in NDJSON. */
export interface Spelling {
  /** Reads a value from a cell, and writes it into one. */
  readonly schema: Schema.Codec<unknown, string>
  /** The value of a cell, as NDJSON has it. What is spelled in no way that is known stays text. */
  readonly toJson: (cell: string) => Schema.Json
  /** The cell for a value of NDJSON, or why it cannot be one. */
  readonly toCell: (value: unknown) => Result.Result<string, string>
  /** One text for all cells that spell the same value. Capitals make a difference: whether they do in a field, its metadata says. */
  readonly valueIn: (cell: string) => string
  /** Makes the check of the cells of a column, once for all of them. */
  readonly checkOf: (field: Field, column: ColumnSpelling) => CellCheck
}
