import type * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Struct from "effect/Struct"
import type { FieldSchemas } from "../../domain/FieldSchemas.ts"
import { ReadCalendar, ReadRecords } from "../../domain/ReadRequest.ts"
import type { CreditLimitReached } from "../../failure/CreditLimitReached.ts"
import type { InvalidRequest } from "../../failure/InvalidInput.ts"
import type { JournalFailure } from "../../failure/JournalFailure.ts"
import type { JobFailed, PagesBroken, PageTokenExpired } from "../../failure/TransferFailure.ts"
import { checkOptions } from "../../jobs/checkOptions.ts"
import type { CreateJobFailure } from "../../jobs/createJob.ts"
import type { WaitFailure } from "../../jobs/WaitOptions.ts"
import { type ResultFailure, type ResultOptions, ResultOptionsForm } from "../../results/fromArchive.ts"
import { type JourneyOptions, JourneyOptionsForm } from "../journey/JourneyOptions.ts"

type Whole<Request> = Omit<Request, (typeof ofOneJob)[number]>

/**
 * What to export: a module, and which of its fields and records.
 *
 * **Example** (The deals of a view)
 *
 * ```ts
 * import type { ExportRequest } from "@zoho-bulk/core/runtime"
 *
 * export const request: ExportRequest = {
 *   module: "Deals",
 *   fields: ["Deal_Name", "Amount", "Account_Name.Account_Name"],
 *   cvid: "4150868000000087501",
 *   dropRefusedFields: true,
 * }
 * ```
 *
 * @category models
 */
export interface ExportRequest extends Whole<ReadRecords> {
  /** Leaves out fields that bulk read refuses, instead of failing on them; false by default. */
  readonly dropRefusedFields?: boolean | undefined
}

/**
 * What to export as calendar entries.
 *
 * @category models
 */
export interface CalendarExportRequest extends Whole<ReadCalendar> {}

/**
 * What an export accepts in addition to its request: the keys of `JourneyOptions`, which bound it and make it resumable,
 * and of `ResultOptions`. All keys are optional.
 *
 * **Example** (An export that can be resumed)
 *
 * ```ts
 * import { exportModule, Journal } from "@zoho-bulk/core"
 * import type { ExportOptions } from "@zoho-bulk/core/runtime"
 * import { layerFiles } from "@zoho-bulk/node-runner"
 * import { Layer } from "effect"
 *
 * const folder = Journal.layerFolder("/var/lib/reports/contacts")
 * const options = { journal: Layer.provide(folder, layerFiles) } satisfies ExportOptions<unknown>
 *
 * export const contacts = () => exportModule({ module: "Contacts" }, options)
 * ```
 *
 * @category configuration
 */
export interface ExportOptions<E = never, R = never> extends JourneyOptions<E, R>, ResultOptions<E, R> {}

/**
 * Every way in which an export can fail.
 *
 * **Example** (Whether a resumed export must start over)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const isOver = ({ _tag }: Failure.ExportFailure): boolean =>
 *   _tag === "PageTokenExpired" || _tag === "PagesBroken"
 * ```
 *
 * @category errors
 */
export type ExportFailure =
  | CreateJobFailure
  | WaitFailure
  | ResultFailure
  | JobFailed
  | PagesBroken
  | PageTokenExpired
  | CreditLimitReached
  | JournalFailure

/** What pages are about. */
export type Selection = ExportRequest | (CalendarExportRequest & { readonly fileType: "ics" })

const ofOneJob = ["page", "callbackUrl", "fileType"] as const

/** @category schemas */
export const ExportRequest = Schema.Struct({
  ...Struct.omit(ReadRecords.fields, ofOneJob),
  dropRefusedFields: Schema.optional(Schema.Boolean),
} satisfies FieldSchemas<ExportRequest>)

const Options = Schema.Struct({
  ...JourneyOptionsForm.fields,
  ...ResultOptionsForm.fields,
} satisfies FieldSchemas<Record<keyof ExportOptions, unknown>>)

/**
 * Reads what an export accepts in addition to its request; refuses a misspelt `journal`, which would leave it without
 * one.
 */
export const readExportOptions = <E, R>(
  options: ExportOptions<E, R>,
): Result.Result<ExportOptions<E, R>, InvalidRequest> => checkOptions(Options, options ?? {})

/** @category schemas */
export const CalendarExportRequest = Schema.Struct(
  Struct.omit(ReadCalendar.fields, ofOneJob) satisfies FieldSchemas<CalendarExportRequest>,
)
