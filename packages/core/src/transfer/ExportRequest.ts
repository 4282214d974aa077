import type { ReadCalendar, ReadRecords } from "../domain/ReadRequest.ts"
import type { JobFailed, PagesBroken, PageTokenExpired } from "../failure/TransferFailure.ts"
import type { CreateJobFailure } from "../jobs/createJob.ts"
import type { WaitFailure } from "../jobs/watchJob.ts"
import type { ResultFailure } from "../results/fromArchive.ts"

/**
 * What to export, and how.
 *
 * @category models
 */
export type ExportRequest = Omit<ReadRecords, "page" | "callbackUrl" | "fileType"> & {
  /** Leaves fields out that bulk read refuses, instead of failing on them. */
  readonly dropRefusedFields?: boolean
}

/** What to export as calendar entries. */
export type CalendarExportRequest = Omit<ReadCalendar, "page" | "callbackUrl" | "fileType">

/**
 * Every way in which an export can fail.
 *
 * @category errors
 */
export type ExportFailure = CreateJobFailure | WaitFailure | ResultFailure | JobFailed | PagesBroken | PageTokenExpired

/** What pages are about. */
export type Selection = ExportRequest | (CalendarExportRequest & { readonly fileType: "ics" })
