/**
 * What a journey has done so far, so that it can resume after a crash.
 *
 * **Example** (An export that resumes where it was interrupted)
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
export { Journal, type JournalKeeper } from "../transfer/journal/Journal.ts"
export { JournalEntry } from "../transfer/journal/JournalEntry.ts"
export { forget, status } from "../transfer/journal/journalFolders.ts"
export type { JourneyStatus } from "../transfer/journal/JourneyStatus.ts"
export { layerJournalFolder as layerFolder } from "../transfer/journal/layerJournalFolder.ts"
export { layerJournalMemory as layerMemory } from "../transfer/journal/layerJournalMemory.ts"
export { resumeExport, resumeImport } from "../transfer/resumeJourney.ts"
export { abandon, adopt } from "../transfer/journey/settleOrder.ts"
