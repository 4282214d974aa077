import * as Effect from "effect/Effect"
import { sqlJournal } from "../../sql/journal/layerJournalSql.ts"
import { entriesOfNow } from "../../transfer/journal/JournalEntry.ts"
import { orderStateOf } from "../../transfer/journal/OrderState.ts"
import { abandonIn, adoptInto } from "../../transfer/journey/settleOrder.ts"
import type { OpenOrder } from "../JourneyState.ts"
import type { Word } from "../word.ts"
import type { Errand } from "./Errand.ts"
import { journalOf } from "./journalOf.ts"

/** Writes a person's word on an order into the journal, unless the order is settled by now. */
export const settleByWord = Effect.fnUntraced(function* (
  errand: Pick<Errand, "key" | "folder">,
  { module, part, sentAt }: OpenOrder,
  word: Word,
) {
  const keeper = yield* sqlJournal(yield* journalOf(errand, module))
  const state = orderStateOf(entriesOfNow(yield* keeper.entries), part)
  if (state._tag !== "unknown" || state.sentAt !== sentAt) return
  if (word._tag === "Adopt") yield* adoptInto(keeper, { part, sentAt, jobId: word.jobId })
  if (word._tag === "NoJob") yield* abandonIn(keeper, { part, sentAt })
})
