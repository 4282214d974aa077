import * as Context from "effect/Context"

/** Whether a journal is of one run alone, so that a copy which was made of its jobs needs no other; by default every run reads what has changed since. */
export const CurrentJournalIsOneRun = Context.Reference<boolean>("@zoho-bulk/core/mirror/CurrentJournalIsOneRun", {
  defaultValue: () => false,
})
