import * as Schema from "effect/Schema"
import type { FieldSchemas } from "./FieldSchemas.ts"

/** What can be done with rows. */
export const writeOperations = ["insert", "update", "upsert"] as const

/**
 * What is done with the rows.
 *
 * @category models
 */
export type WriteOperation = (typeof writeOperations)[number]

/** What stands in a field of every row. */
export interface DefaultValue {
  /** The value as it would stand in a cell; for a layout, its id. */
  readonly value: string
  /** For lookups: API name of the module that the record is in. */
  readonly module?: string | undefined
  /** For lookups: the name of the record. */
  readonly name?: string | undefined
}

/**
 * Which column goes to which field.
 *
 * @category models
 */
export interface ColumnMapping {
  /** API name of the field. */
  readonly field: string
  /** The column, counted from 0; absent if every row has the default value. */
  readonly index?: number | undefined
  /** Pattern of dates, such as `yyyy/MM/dd`; Zoho expects MM/dd/yyyy otherwise. */
  readonly format?: string | undefined
  /** For lookups: the unique field of the other module that the column holds. */
  readonly findBy?: string | undefined
  /** From v6 on, for a child's lookup: the column of the parent's file, counted from 0, with the value that names the parent. */
  readonly parentColumnIndex?: number | undefined
  /** What stands in the field of every row whose cell is empty, or that has no such column. */
  readonly defaultValue?: DefaultValue | undefined
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
  readonly findBy?: string | undefined
  /** Which column goes to which field; without mappings, the header row names the fields. */
  readonly mappings?: ReadonlyArray<ColumnMapping> | undefined
  /** From v6 on: which files of the archive are this resource's. */
  readonly fileNames?: ReadonlyArray<string> | undefined
}

type WithFindBy = WriteResourceRequest & {
  /** The unique field by which records are found, such as `id` or `Email`. */
  readonly findBy: string
}
type OneOrMore<A, B = A> = readonly [A, ...ReadonlyArray<B>]

interface Common {
  /** Leaves fields as they are if a cell is empty. */
  readonly ignoreEmpty?: boolean | undefined
  /** Overrides what Zoho finds out from the file, such as `UTF-8`. */
  readonly characterEncoding?: string | undefined
  /** The `https` address that Zoho posts to when the job ends. */
  readonly callbackUrl?: string | undefined
}

interface Insert extends Common {
  /** Adds a record for each row. */
  readonly operation: "insert"
  /** A parent and its children are resources of one job and one file, the parent first. */
  readonly resources: OneOrMore<WriteResourceRequest>
}

interface UpdateOrUpsert extends Common {
  /** Changes the records that are found; an upsert adds those that are not. */
  readonly operation: "update" | "upsert"
  /** A parent and its children are resources of one job and one file, the parent first; children are found by their parents. */
  readonly resources: OneOrMore<WithFindBy, WriteResourceRequest>
}

/**
 * What a write job is asked for.
 *
 * @category models
 */
export type WriteRequest = Insert | UpdateOrUpsert

/** @category schemas */
export const DefaultValue = Schema.Struct({
  value: Schema.String,
  module: Schema.optional(Schema.String),
  name: Schema.optional(Schema.String),
} satisfies FieldSchemas<DefaultValue>)

const Index = Schema.Int.pipe(Schema.check(Schema.isGreaterThanOrEqualTo(0)))

const ColumnMapping = Schema.Struct({
  field: Schema.NonEmptyString,
  index: Schema.optional(Index),
  format: Schema.optional(Schema.String),
  findBy: Schema.optional(Schema.String),
  parentColumnIndex: Schema.optional(Index),
  defaultValue: Schema.optional(DefaultValue),
} satisfies FieldSchemas<ColumnMapping>)

const WriteResourceRequest = Schema.Struct({
  module: Schema.NonEmptyString,
  fileId: Schema.NonEmptyString,
  findBy: Schema.optional(Schema.String),
  mappings: Schema.optional(Schema.Array(ColumnMapping)),
  fileNames: Schema.optional(Schema.Array(Schema.String)),
} satisfies FieldSchemas<WriteResourceRequest>)

/** Any of the operations: what the form of a request is checked by. */
interface AnyWrite extends Common {
  readonly operation: WriteOperation
  readonly resources: OneOrMore<WriteResourceRequest>
}

/**
 * The form of a request. That an update names `findBy` is checked with what else a version cannot express.
 *
 * @category schemas
 */
export const WriteRequest = Schema.Struct({
  operation: Schema.Literals(writeOperations),
  resources: Schema.NonEmptyArray(WriteResourceRequest),
  ignoreEmpty: Schema.optional(Schema.Boolean),
  characterEncoding: Schema.optional(Schema.String),
  callbackUrl: Schema.optional(Schema.String),
} satisfies FieldSchemas<AnyWrite>)
