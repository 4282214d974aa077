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
   * The time zone of times without an offset, such as `Asia/Kolkata` or `+05:30`: each is sent with the offset that
   * applies there. Otherwise Zoho reads them in the user's time zone.
   */
  readonly timeZone?: string | undefined
  /** For lookups: the unique field of the other module whose values are in the column. */
  readonly findBy?: string | undefined
  /** The field's value in every row whose cell is empty. */
  readonly defaultValue?: DefaultValue | undefined
}

interface Common {
  /** API name of the module, such as `Leads`. */
  readonly module: string
  /** The names of the columns; by default they are the first row. */
  readonly header?: ReadonlyArray<string> | undefined
  /** Which columns go where; by default every column goes to the field named in its header. */
  readonly columns?: ReadonlyArray<ImportColumn> | undefined
  /** Leaves fields unchanged if their cell is empty; false by default. */
  readonly ignoreEmpty?: boolean | undefined
  /** How many parts are under way at once, at least 1; 4 by default. */
  readonly concurrency?: number | undefined
}

interface Insert extends Common {
  /** Adds a record for each row. */
  readonly operation: "insert"
  /** An insert does not look for records. */
  readonly findBy?: undefined
}

interface UpdateOrUpsert extends Common {
  /** Changes the records that are found; an upsert adds those that are not. */
  readonly operation: "update" | "upsert"
  /** The unique field that finds the records, such as `id` or `Email`. */
  readonly findBy: string
}

/**
 * What to do with rows.
 *
 * **Example** (Contacts, found by their email address)
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

/**
 * What an import accepts in addition to its request and its rows: the keys of `JourneyOptions`, and one of its own. All
 * keys are optional.
 *
 * **Example** (Failures that name the file)
 *
 * ```ts
 * import { importRows } from "@zoho-bulk/core"
 * import type { ImportOptions } from "@zoho-bulk/core/runtime"
 * import { Stream } from "effect"
 *
 * const options: ImportOptions = { source: "leads.csv", maxCredits: 2_000 }
 * const rows = Stream.make(["Last_Name", "Company"], ["Boyle", "Zylker"])
 *
 * export const imported = importRows({ module: "Leads", operation: "insert" }, rows, options)
 * ```
 *
 * @see `JourneyOptions` for the keys that it shares with an export.
 *
 * @category configuration
 */
export interface ImportOptions<E = never, R = never> extends JourneyOptions<E, R> {
  /** What failures call the rows, such as the name of their file; "the rows" by default. */
  readonly source?: string | undefined
}

/**
 * Every way in which an import can fail. Rows that Zoho did not accept are not a failure: their outcomes report them.
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

/** The column in which rejected rows give the reason. */
export const reasonColumn = "rejected_because"

/** The column in which rejected rows give their line number. */
export const lineColumn = "rejected_line"

/** The columns that rejected rows have in addition to their own; they are ignored when the rows are sent again. */
export const tellingColumns: ReadonlyArray<string> = [lineColumn, reasonColumn]

/** The columns in which the results of an import give the outcome of each row, before the row's own. */
export const resultColumns: ReadonlyArray<string> = ["result_line", "result_status", "result_id", "result_because"]

/**
 * Where in a header the columns about an import are, whatever a spreadsheet has made of their names. Results are
 * recognised by all of theirs, rejects by the reason: a single column with that name may be the user's own.
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

/**
 * Reads what an import accepts in addition to its request; refuses a misspelt `journal`, which would leave it without
 * one.
 */
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

/** Any of the operations, to check the form of a request. */
interface AnyImport extends Common {
  readonly operation: WriteOperation
  readonly findBy?: string | undefined
}

/**
 * The form of a request. Whether an update names `findBy` is checked along with what else Zoho would refuse.
 *
 * @category schemas
 */
export const ImportRequest = Schema.Struct({
  /** API name of the module. */
  module: Schema.NonEmptyString,
  /** What is done with the rows. */
  operation: Schema.Literals(writeOperations),
  /** The unique field that finds the records. */
  findBy: Schema.optional(Schema.String),
  /** The names of the columns. */
  header: Schema.optional(Schema.Array(Schema.String)),
  /** Which columns go where. */
  columns: Schema.optional(Schema.Array(Column)),
  /** Whether fields stay unchanged if their cell is empty. */
  ignoreEmpty: Schema.optional(Schema.Boolean),
  /** How many parts are under way at once. */
  concurrency: Schema.optional(Schema.Int.pipe(Schema.check(Schema.isGreaterThanOrEqualTo(1)))),
} satisfies FieldSchemas<AnyImport>)
