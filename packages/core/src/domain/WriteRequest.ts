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

/** The value of a field in every row. */
export interface DefaultValue {
  /** The value, as a cell would contain it; for a layout, its id. */
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
  /** For lookups: the unique field of the other module whose values are in the column. */
  readonly findBy?: string | undefined
  /**
   * From v6 on, for a child's lookup: the column of the parent's file, counted from 0, whose value identifies the
   * parent.
   */
  readonly parentColumnIndex?: number | undefined
  /** The field's value in every row whose cell is empty, or that has no such column. */
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
  /** The id that the upload returned. */
  readonly fileId: string
  /** The unique field that finds the records; required for update and upsert. */
  readonly findBy?: string | undefined
  /** Which column goes to which field; without mappings, the header row names the fields. */
  readonly mappings?: ReadonlyArray<ColumnMapping> | undefined
  /** From v6 on: which files of the archive belong to this resource. */
  readonly fileNames?: ReadonlyArray<string> | undefined
}

type WithFindBy = WriteResourceRequest & {
  /** The unique field that finds the records, such as `id` or `Email`. */
  readonly findBy: string
}
type OneOrMore<A, B = A> = readonly [A, ...ReadonlyArray<B>]

interface Common {
  /** Leaves fields unchanged if their cell is empty. */
  readonly ignoreEmpty?: boolean | undefined
  /** Overrides the encoding that Zoho detects in the file, such as `UTF-8`. */
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
 * The request for a write job.
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

/** Any of the operations, to check the form of a request. */
interface AnyWrite extends Common {
  readonly operation: WriteOperation
  readonly resources: OneOrMore<WriteResourceRequest>
}

/**
 * The form of a request. Whether an update names `findBy` is checked along with what else a version cannot express.
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
