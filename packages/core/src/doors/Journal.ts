/**
 * What a journey has done so far, so that it can go on after a crash.
 */
export { Journal, type JournalKeeper } from "../transfer/Journal.ts"
export { JournalEntry } from "../transfer/JournalEntry.ts"
export { layerJournalFolder as layerFolder } from "../transfer/layerJournalFolder.ts"
export { layerJournalMemory as layerMemory } from "../transfer/layerJournalMemory.ts"
