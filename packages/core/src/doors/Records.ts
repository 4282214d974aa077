/**
 * Single records: find deleted ones, get some by id, delete and restore them.
 *
 * **Details**
 *
 * These are the few calls of Zoho's records API that copies of whole modules need in addition to bulk jobs.
 * `Metadata.countRecords` counts records.
 *
 * **Example** (Ids to remove from a copy: deleted, and not restored)
 *
 * ```ts
 * import type { Condition } from "@zoho-bulk/core"
 * import { getDeletedRecords, getRecordsById } from "@zoho-bulk/core/Records"
 * import { Effect, Stream } from "effect"
 *
 * export const gone = Effect.fnUntraced(function* (module: string, since: Condition.Time) {
 *   const deleted = yield* Stream.runCollect(getDeletedRecords(module, { since }))
 *   const ids = deleted.map(({ id }) => id)
 *   const back = yield* Stream.runCollect(getRecordsById(module, ids, { fields: ["Modified_Time"] }))
 *   return ids.filter((id) => !back.some((record) => record.id === id))
 * })
 * ```
 */
export type { DeletedRecord } from "../domain/DeletedRecord.ts"
export type { FoundRecord } from "../domain/FoundRecord.ts"
export type { RecordOutcome } from "../domain/RecordOutcome.ts"
export { type DeleteOptions, deleteRecords } from "../records/deleteRecords.ts"
export { type DeletedOptions, getDeletedRecords } from "../records/getDeletedRecords.ts"
export { type ByIdOptions, getRecordsById } from "../records/getRecordsById.ts"
export type { RecordsFailure } from "../records/RecordsFailure.ts"
export { restoreRecords } from "../records/restoreRecords.ts"
