import type { DefaultValue, WriteOperation } from "../domain/WriteRequest.ts"
import type { InputUnreadable } from "../failure/InvalidInput.ts"
import type { OutcomesDiffer } from "../failure/TransferFailure.ts"
import type { CreateJobFailure } from "../jobs/createJob.ts"
import type { UploadFailure } from "../jobs/uploadFile.ts"
import type { WaitFailure } from "../jobs/watchJob.ts"
import type { ResultFailure } from "../results/fromArchive.ts"

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
  readonly format?: string
  /** For lookups: the unique field of the other module that the column holds. */
  readonly findBy?: string
  readonly defaultValue?: DefaultValue
}

/**
 * What is to be done with rows.
 *
 * @category models
 */
export interface ImportRequest {
  readonly module: string
  readonly operation: WriteOperation
  /** The unique field by which records are found; needed to update and upsert. */
  readonly findBy?: string
  /** Which columns go where; without it, every column goes to the field that its header names. */
  readonly columns?: ReadonlyArray<ImportColumn>
  /** Leaves fields as they are where a cell is empty. */
  readonly ignoreEmpty?: boolean
  /** Parts that are under way at once; 4 by default. */
  readonly concurrency?: number
}

/**
 * Every way in which an import can fail. That rows were not taken is none of them: each row's outcome says it.
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

/** The column in which rejected rows say why; it is passed over when they are sent again. */
export const reasonColumn = "rejected_because"
