/**
 * Every way in which something can fail: a class for each, and unions for each operation.
 *
 * **Details**
 *
 * Each failure has a `_tag` to catch it by, a `summary`, a `remedy`, and `isRetryable`; those of a
 * call have Zoho's `code`, the `httpStatus` and `details` as well. The failures of `exportModule`, `importRows` and the
 * like are never retryable, even if the same failure of a single call is.
 *
 * **Example** (A job that may be gone)
 *
 * ```ts
 * import { getJobDetails } from "@zoho-bulk/core"
 * import type { GetJobDetailsFailure } from "@zoho-bulk/core/Failure"
 * import { Effect } from "effect"
 *
 * const explain = ({ remedy, summary }: GetJobDetailsFailure) => Effect.logError(summary, remedy)
 *
 * export const find = (id: string) =>
 *   getJobDetails({ id }).pipe(
 *     Effect.catchTag("JobNotFound", () => Effect.undefined),
 *     Effect.tapError(explain),
 *   )
 * ```
 */
export type { CallFailure, Refusal, SendFailure, TokenFailure, TokenRequestFailure } from "../failure/CallFailure.ts"
export type { Explained } from "../failure/Failure.ts"
export { InputUnreadable, InvalidRequest } from "../failure/InvalidInput.ts"
export { InvalidJobId } from "../failure/InvalidJobId.ts"
export { InvalidSettings, InvalidSettingsReason } from "../failure/InvalidSettings.ts"
export {
  type AppendFailure,
  JourneyDiffers,
  JourneyFinished,
  JourneyTaken,
  type JournalFailure,
} from "../failure/JournalFailure.ts"
export {
  ColumnTypeChanged,
  CopyIncomplete,
  MirrorDiffers,
  MirrorTaken,
  type TargetFailure,
} from "../failure/MirrorFailure.ts"
export {
  JobNotFound,
  PermissionDenied,
  RequestNotAccepted,
  ScopeMissing,
  Throttled,
  TokenRefused,
  ZohoFailing,
} from "../failure/Refusal.ts"
export { RequestContext } from "../failure/RequestContext.ts"
export { ResultIncomplete, ResultTooLarge, ResultUnreadable, RowNotDecodable } from "../failure/ResultFailure.ts"
export { StorageFailed } from "../failure/StorageFailed.ts"
export { GrantRefused, TokenBudgetSpent } from "../failure/TokenFailure.ts"
export { TokenStoreFailed } from "../failure/TokenStoreFailed.ts"
export {
  JobFailed,
  JobStillRunning,
  OutcomesDiffer,
  PagesBroken,
  PageTokenExpired,
} from "../failure/TransferFailure.ts"
export { CreditLimitReached } from "../failure/CreditLimitReached.ts"
export { CreateOutcomeUnknown } from "../failure/CreateOutcomeUnknown.ts"
export { UnknownField, UnknownModule, UnknownView } from "../failure/UnknownName.ts"
export type { LeavingOpen, UnaccountedPart } from "../failure/UnaccountedPart.ts"
export {
  HostNotPermitted,
  HostNotTrusted,
  LimitExceeded,
  NoAnswer,
  NoAnswerInTime,
  NoAnswerReason,
  UnreadableAnswer,
} from "../failure/Unreached.ts"
export type { CreateJobFailure } from "../jobs/createJob.ts"
export type { GetJobDetailsFailure } from "../jobs/getJobDetails.ts"
export type { WaitFailure } from "../jobs/WaitOptions.ts"
export type { UploadFailure } from "../jobs/uploadFile.ts"
export type { ArchiveFailure } from "../results/archiveRows.ts"
export type { DownloadFailure } from "../results/downloadResult.ts"
export type { ResultFailure } from "../results/fromArchive.ts"
export type { ExportFailure } from "../transfer/exports/ExportRequest.ts"
export type { ImportFailure } from "../transfer/imports/ImportRequest.ts"
export type { AdoptFailure } from "../transfer/journey/settleOrder.ts"
