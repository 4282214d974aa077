/**
 * Zoho CRM bulk jobs as Effects: look at jobs, order them, read their results, and export and
 * import whole modules.
 *
 * **Details**
 *
 * Functions that act have flat names. Everything else is in namespaces, each of which is also a sub-path, such as
 * `@zoho-bulk/core/Auth`.
 *
 * **Example** (The states of a list of jobs)
 *
 * ```ts
 * import { getJobDetails, type JobState } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const states = (ids: ReadonlyArray<string>) =>
 *   Effect.forEach(ids, (id) =>
 *     Effect.map(getJobDetails({ id }), ({ state }): readonly [string, JobState] => [id, state]),
 *   )
 * ```
 */
export { AccessToken } from "./auth/AccessToken.ts"
export { TokenStore } from "./auth/TokenStore.ts"
export { layerFromConfig } from "./connection/layerFromConfig.ts"
export { ZohoConnection } from "./connection/ZohoConnection.ts"
export { CreatedJob } from "./domain/CreatedJob.ts"
export { JobId } from "./domain/JobId.ts"
export { JobKind } from "./domain/JobKind.ts"
export { JobState } from "./domain/JobState.ts"
export { ReadJob } from "./domain/ReadJob.ts"
export type { RowOutcome } from "./domain/RowOutcome.ts"
export { WriteJob } from "./domain/WriteJob.ts"
export * as Auth from "./doors/Auth.ts"
export * as Callback from "./doors/Callback.ts"
export * as Condition from "./doors/Condition.ts"
export * as Failure from "./doors/Failure.ts"
export * as Job from "./doors/Job.ts"
export * as Journal from "./doors/Journal.ts"
export * as Limits from "./doors/Limits.ts"
export * as Metadata from "./doors/Metadata.ts"
export * as Mirror from "./doors/Mirror.ts"
export * as Progress from "./doors/Progress.ts"
export * as Records from "./doors/Records.ts"
export * as Retry from "./doors/Retry.ts"
export * as Settings from "./doors/Settings.ts"
export * as Staging from "./doors/Staging.ts"
export * as Values from "./doors/Values.ts"
export { createReadJob, createWriteJob } from "./jobs/createJob.ts"
export { getJobDetails } from "./jobs/getJobDetails.ts"
export { uploadFile } from "./jobs/uploadFile.ts"
export { waitForJob } from "./jobs/waitForJob.ts"
export { watchJob } from "./jobs/watchJob.ts"
export { downloadResult } from "./results/downloadResult.ts"
export { resultContent } from "./results/resultContent.ts"
export { resultRecords } from "./results/resultRecords.ts"
export { resultRows } from "./results/resultRows.ts"
export { exportCalendar } from "./transfer/exports/exportCalendar.ts"
export { exportModule } from "./transfer/exports/exportModule.ts"
export { exportRecords } from "./transfer/exports/exportRecords.ts"
export { checkImport } from "./transfer/checks/checkImport.ts"
export { importRows } from "./transfer/imports/importRows.ts"
