/**
 * A job as Zoho describes it, in all its parts.
 *
 * **Example** (The rows that a job found, once it has ended)
 *
 * ```ts
 * import type { ReadJob } from "@zoho-bulk/core"
 * import { isTerminal, type ReadResult } from "@zoho-bulk/core/Job"
 *
 * const rowsOf = ({ count = 0 }: ReadResult): number => count
 *
 * export const rows = ({ result = {}, state }: ReadJob): number | undefined =>
 *   isTerminal(state) ? rowsOf(result) : undefined
 * ```
 */
export { CallbackTarget } from "../domain/CallbackTarget.ts"
export { Criteria, CriteriaGroup, Criterion, FieldReference, fieldNameOf } from "../domain/Criteria.ts"
export { isJobId } from "../domain/JobId.ts"
export { isTerminal } from "../domain/JobState.ts"
export { ModuleReference } from "../domain/ModuleReference.ts"
export { JobErrorMessage, ReadQuery, ReadResult } from "../domain/ReadJob.ts"
export type { RowReason, RowStatus } from "../domain/RowOutcome.ts"
export { Timestamp } from "../domain/Timestamp.ts"
export { UnknownFields } from "../domain/UnknownFields.ts"
export { User } from "../domain/User.ts"
export { FieldMapping, WriteFile, WriteResource, WriteResult } from "../domain/WriteJob.ts"
export type { JobReference } from "../jobs/getJobDetails.ts"
export type { JobOf, WaitOptions } from "../jobs/WaitOptions.ts"
export type { TextFields, TextRecord } from "../results/records.ts"
export type { Row, Rows } from "../results/Rows.ts"
export { safeCells } from "../results/safeCells.ts"
