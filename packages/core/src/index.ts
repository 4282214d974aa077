/**
 * Zoho CRM bulk jobs as Effects.
 */
export { AccessToken, type TokenScheme } from "./auth/AccessToken.ts"
export { connectionVariables, layerVariables } from "./connection/environment.ts"
export { callbackApp, type CallbackOptions } from "./callback/callbackApp.ts"
export {
  CurrentRetryPolicy,
  neverRetry,
  type RetryPolicy,
  retryWithBackoff,
  withRetryPolicy,
} from "./connection/RetryPolicy.ts"
export { type Hosts, resolveSettings, type Settings } from "./connection/Settings.ts"
export { type SettingKey, type SettingName, settingNames, type SettingsInput } from "./connection/settingNames.ts"
export { fromFlags, fromOptions, fromVariables, type SettingsLevel } from "./connection/SettingsLevel.ts"
export type { Connection, Reply } from "./connection/Connection.ts"
export { ZohoConnection } from "./connection/ZohoConnection.ts"
export { ApiVersion, apiVersions } from "./domain/ApiVersion.ts"
export * as Condition from "./domain/Condition.ts"
export { CreatedJob } from "./domain/CreatedJob.ts"
export type { CallbackNotice } from "./domain/CallbackNotice.ts"
export { CallbackTarget } from "./domain/CallbackTarget.ts"
export { Criteria, CriteriaGroup, Criterion, FieldReference, fieldNameOf } from "./domain/Criteria.ts"
export { DataCenter, dataCenters, hostsOf, zohoHostsOf } from "./domain/DataCenter.ts"
export { Environment, environments } from "./domain/Environment.ts"
export { isJobId, JobId } from "./domain/JobId.ts"
export { JobKind, jobKinds } from "./domain/JobKind.ts"
export { isTerminal, JobState } from "./domain/JobState.ts"
export { CurrentLimits, defaultLimits, type Limits } from "./domain/Limits.ts"
export { ModuleReference } from "./domain/ModuleReference.ts"
export { JobErrorMessage, ReadJob, ReadQuery, ReadResult } from "./domain/ReadJob.ts"
export type { ReadCalendar, ReadNextPage, ReadRecords, ReadRequest } from "./domain/ReadRequest.ts"
export { Timestamp } from "./domain/Timestamp.ts"
export { UnknownFields } from "./domain/UnknownFields.ts"
export { User } from "./domain/User.ts"
export { version } from "./domain/version.ts"
export type {
  ColumnMapping,
  DefaultValue,
  WriteOperation,
  WriteRequest,
  WriteResourceRequest,
} from "./domain/WriteRequest.ts"
export { FieldMapping, WriteFile, WriteJob, WriteResource, WriteResult } from "./domain/WriteJob.ts"
export type { CallFailure, Refusal, SendFailure } from "./failure/CallFailure.ts"
export { CreateOutcomeUnknown } from "./failure/CreateOutcomeUnknown.ts"
export { type Answer, fromAnswer } from "./failure/fromAnswer.ts"
export { HostNotPermitted } from "./failure/HostNotPermitted.ts"
export { HostNotTrusted } from "./failure/HostNotTrusted.ts"
export { InvalidJobId } from "./failure/InvalidJobId.ts"
export { InvalidRequest } from "./failure/InvalidRequest.ts"
export { InvalidSettings } from "./failure/InvalidSettings.ts"
export { JobNotFound } from "./failure/JobNotFound.ts"
export { LimitExceeded } from "./failure/LimitExceeded.ts"
export { NoAnswer, NoAnswerReason } from "./failure/NoAnswer.ts"
export { NoAnswerInTime } from "./failure/NoAnswerInTime.ts"
export { PermissionDenied } from "./failure/PermissionDenied.ts"
export { RequestContext } from "./failure/RequestContext.ts"
export { RequestNotAccepted } from "./failure/RequestNotAccepted.ts"
export { ScopeMissing } from "./failure/ScopeMissing.ts"
export { Throttled } from "./failure/Throttled.ts"
export { TokenRefused } from "./failure/TokenRefused.ts"
export { UnreadableAnswer } from "./failure/UnreadableAnswer.ts"
export { type Meaning, type ZohoCode, zohoCodes } from "./failure/zohoCodes.ts"
export { ZohoFailing } from "./failure/ZohoFailing.ts"
export { type CreateJobFailure, createReadJob, createWriteJob } from "./jobs/createJob.ts"
export { getJobDetails, type GetJobDetailsFailure } from "./jobs/getJobDetails.ts"
export { JobSignals } from "./jobs/JobSignals.ts"
export type { UploadedBytes } from "./jobs/multipart.ts"
export { uploadFile, type UploadFailure } from "./jobs/uploadFile.ts"
export { type DownloadFailure, downloadResult } from "./results/downloadResult.ts"
export { proxyVariables } from "./transport/proxyVariables.ts"
export { isLoopback } from "./transport/TrustedHosts.ts"
export { type Operation, OperationName, operations } from "./wire/Operation.ts"
export { readJobBody } from "./wire/readJob.ts"
export { writeJobBody } from "./wire/writeJob.ts"
