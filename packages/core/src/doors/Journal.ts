/**
 * What a journey has done so far, so that it can go on after a crash.
 *
 * **Example** (An export that goes on where it was cut short)
 *
 * ```ts
 * import { exportModule } from "@zoho-bulk/core"
 * import * as Journal from "@zoho-bulk/core/Journal"
 *
 * const journal = Journal.layerFolder("/var/lib/reports/contacts")
 *
 * export const contacts = () => exportModule({ module: "Contacts" }, { journal })
 * ```
 */
export { Journal, type JournalKeeper } from "../transfer/Journal.ts"
export { JournalEntry } from "../transfer/JournalEntry.ts"
export { forget, status } from "../transfer/journalFolders.ts"
export type { JourneyStatus } from "../transfer/JourneyStatus.ts"
export { layerJournalFolder as layerFolder } from "../transfer/layerJournalFolder.ts"
export { layerJournalMemory as layerMemory } from "../transfer/layerJournalMemory.ts"
export { resumeExport, resumeImport } from "../transfer/resumeJourney.ts"
export { abandon, adopt } from "../transfer/settleOrder.ts"
