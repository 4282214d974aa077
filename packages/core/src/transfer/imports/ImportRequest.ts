import type * as Result from "effect/Result"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { FieldSchemas } from "../../domain/FieldSchemas.ts"
import { DefaultValue, type WriteOperation, writeOperations } from "../../domain/WriteRequest.ts"
import type { InputUnreadable, InvalidRequest } from "../../failure/InvalidInput.ts"
import type { CreditLimitReached } from "../../failure/CreditLimitReached.ts"
import type { JournalFailure } from "../../failure/JournalFailure.ts"
import type { OutcomesDiffer } from "../../failure/TransferFailure.ts"
import { checkOptions } from "../../jobs/checkOptions.ts"
import type { CreateJobFailure } from "../../jobs/createJob.ts"
import type { WaitFailure } from "../../jobs/WaitOptions.ts"
import type { UploadFailure } from "../../jobs/uploadFile.ts"
import type { ResultFailure } from "../../results/fromArchive.ts"
import { type JourneyOptions, JourneyOptionsForm } from "../journey/JourneyOptions.ts"

/**
 * Where the cells of one column go.
 *
 * @category models
 */
export interface ImportColumn {
  /** Name of the column in the header of the rows. */
  readonly column: string
  /** API name of the field. */
  readonly field: string
  /** Pattern of dates, such as `yyyy/MM/dd`; Zoho expects MM/dd/yyyy otherwise. */
  readonly format?: string | undefined
  /**
   * The time zone of times that say no offset, such as `Asia/Kolkata` or `+05:30`: each is sent with the offset that it has there. Zoho reads them in
   * that of the user otherwise.
   */
  readonly timeZone?: string | undefined
  /** For lookups: the unique field of the other module that the column holds. */
  readonly findBy?: string | undefined
  /** What stands in the field of every row whose cell is empty. */
  readonly defaultValue?: DefaultValue | undefined
}

interface Common {
  /** API name of the module, such as `Leads`. */
  readonly module: string
  /** The names of the columns; by default they are the first row. */
  readonly header?: ReadonlyArray<string> | undefined
  /** Which columns go where; by default every column goes to the field that its header names. */
  readonly columns?: ReadonlyArray<ImportColumn> | undefined
  /** Leaves fields as they are if a cell is empty; false by default. */
  readonly ignoreEmpty?: boolean | undefined
  /** Parts that are under way at once, from 1 on; 4 by default. */
  readonly concurrency?: number | undefined
}

interface Insert extends Common {
  /** Adds a record for each row. */
  readonly operation: "insert"
  /** An insert looks for no records. */
  readonly findBy?: undefined
}

interface UpdateOrUpsert extends Common {
  /** Changes the records that are found; an upsert adds those that are not. */
  readonly operation: "update" | "upsert"
  /** The unique field by which records are found, such as `id` or `Email`. */
  readonly findBy: string
}

/**
 * What is to be done with rows.
 *
 * **Example** (Contacts, found by their e-mail)
 *
 * ```ts
 * import type { ImportRequest } from "@zoho-bulk/core/runtime"
 *
 * export const request: ImportRequest = { module: "Contacts", operation: "upsert", findBy: "Email" }
 * ```
 *
 * @category models
 */
export type ImportRequest = Insert | UpdateOrUpsert

/** What an import is given beside its request. */
export interface ImportOptions<E = never, R = never> extends JourneyOptions<E, R> {
  /** What the rows are called in failures, such as the name of their file; "the rows" by default. */
  readonly source?: string | undefined
}

/**
 * Every way in which an import can fail. Rows that were not taken are not a failure: the outcome of
 * each says so.
 *
 * **Example** (Whether rows were sent)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const isBeforeSending = ({ _tag }: Failure.ImportFailure): boolean =>
 *   _tag === "InputUnreadable" || _tag === "InvalidRequest"
 * ```
 *
 * @category errors
 */
export type ImportFailure =
  | CreateJobFailure
  | UploadFailure
  | WaitFailure
  | ResultFailure
  | InputUnreadable
  | OutcomesDiffer
  | CreditLimitReached
  | JournalFailure

/** The column in which rejected rows say why. */
export const reasonColumn = "rejected_because"

/** The column in which rejected rows say on which line they stood. */
export const lineColumn = "rejected_line"

/** The columns that rejected rows have beside their own; they are passed over when they are sent again. */
export const tellingColumns: ReadonlyArray<string> = [lineColumn, reasonColumn]

/** The columns in which the results of an import say what became of each row, before its own. */
export const resultColumns: ReadonlyArray<string> = ["result_line", "result_status", "result_id", "result_because"]

/**
 * Where in a header the columns are that tell of an import, whatever a spreadsheet has made of their names. Results are known by all of theirs, and
 * rejects by the reason: a single column that is called so may be anybody's own.
 */
export const tellingPlaces = (header: ReadonlyArray<string>): ReadonlyArray<number> => {
  const names = header.map((name) => name.trim().toLowerCase())
  const told = [
    ...(names.includes(reasonColumn) ? tellingColumns : []),
    ...(resultColumns.every((name) => names.includes(name)) ? resultColumns : []),
  ]
  return [...names.keys()].filter((at) => told.includes(names[at] ?? ""))
}

const Options = Schema.Struct({
  ...JourneyOptionsForm.fields,
  source: Schema.optional(Schema.String),
} satisfies FieldSchemas<Record<keyof ImportOptions, unknown>>)

/** Reads what an import is given beside its request: a misspelt journal would be none at all. */
export const readImportOptions = <E, R>(
  options: ImportOptions<E, R>,
): Result.Result<ImportOptions<E, R>, InvalidRequest> => checkOptions(Options, options ?? {})

const TimeZone = Schema.String.pipe(
  Schema.check(
    Schema.makeFilter((text: string) => Option.isSome(DateTime.zoneFromString(text)), {
      expected: "a time zone such as Asia/Kolkata or +05:30",
    }),
  ),
)

const Column = Schema.Struct({
  column: Schema.NonEmptyString,
  field: Schema.NonEmptyString,
  format: Schema.optional(Schema.String),
  timeZone: Schema.optional(TimeZone),
  findBy: Schema.optional(Schema.String),
  defaultValue: Schema.optional(DefaultValue),
} satisfies FieldSchemas<ImportColumn>)

/** Any of the operations: what the form of a request is checked by. */
interface AnyImport extends Common {
  readonly operation: WriteOperation
  readonly findBy?: string | undefined
}

/**
 * The form of a request. That an update names `findBy` is checked with what else Zoho would refuse.
 *
 * @category schemas
 */
export const ImportRequest = Schema.Struct({
  /** API name of the module. */
  module: Schema.NonEmptyString,
  /** What is done with the rows. */
  operation: Schema.Literals(writeOperations),
  /** The unique field by which records are found. */
  findBy: Schema.optional(Schema.String),
  /** The names of the columns. */
  header: Schema.optional(Schema.Array(Schema.String)),
  /** Which columns go where. */
  columns: Schema.optional(Schema.Array(Column)),
  /** Whether fields stay as they are where a cell is empty. */
  ignoreEmpty: Schema.optional(Schema.Boolean),
  /** Parts that are under way at once. */
  concurrency: Schema.optional(Schema.Int.pipe(Schema.check(Schema.isGreaterThanOrEqualTo(1)))),
} satisfies FieldSchemas<AnyImport>)
