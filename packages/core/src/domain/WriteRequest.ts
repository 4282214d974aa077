/**
 * What is done with the rows.
 *
 * @category models
 */
export type WriteOperation = "insert" | "update" | "upsert"

/** What stands in a field of every row. */
export interface DefaultValue {
  readonly value: string
  /** For lookups: the module, and the name of the record. */
  readonly module?: string
  readonly name?: string
}

/**
 * Which column goes to which field.
 *
 * @category models
 */
export interface ColumnMapping {
  /** API name of the field. */
  readonly field: string
  /** The column, counted from 0; absent where every row has the default value. */
  readonly index?: number
  /** Pattern of dates, such as `yyyy/MM/dd`; Zoho expects MM/dd/yyyy otherwise. */
  readonly format?: string
  /** For lookups: the unique field of the other module that the column holds. */
  readonly findBy?: string
  /** From v6 on, for a child's lookup: the column of the parent's file, counted from 0, with the value that names the parent. */
  readonly parentColumnIndex?: number
  readonly defaultValue?: DefaultValue
}

/**
 * One module's share of a write job: a file's rows, and where their columns go.
 *
 * @category models
 */
export interface WriteResourceRequest {
  /** API name of a module, or of a subform. */
  readonly module: string
  /** What the upload gave. */
  readonly fileId: string
  /** The unique field by which records are found; needed to update and upsert. */
  readonly findBy?: string
  /** Without mappings, the header row names the fields. */
  readonly mappings?: ReadonlyArray<ColumnMapping>
  /** From v6 on: which files of the archive are this resource's. */
  readonly fileNames?: ReadonlyArray<string>
}

/**
 * What a write job is asked for. A parent and its children are resources of one job and one file, the parent first.
 *
 * @category models
 */
export interface WriteRequest {
  readonly operation: WriteOperation
  readonly resources: readonly [WriteResourceRequest, ...ReadonlyArray<WriteResourceRequest>]
  /** Leaves fields as they are where a cell is empty. */
  readonly ignoreEmpty?: boolean
  /** Overrides what Zoho finds out from the file. */
  readonly characterEncoding?: string
  /** Where Zoho posts when the job ends: an `https` address. */
  readonly callbackUrl?: string
}
