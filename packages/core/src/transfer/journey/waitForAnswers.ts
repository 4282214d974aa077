import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { AppendFailure } from "../../failure/JournalFailure.ts"
import { CurrentLimits } from "../../settings/Limits.ts"
import type { JournalKeeper } from "../journal/Journal.ts"
import { entriesOfNow } from "../journal/JournalEntry.ts"
import { orderStateOf, unknownOrders } from "../journal/OrderState.ts"

/**
 * Waits for the answers that an earlier run of a journey may still get: the process that sent the orders may be alive,
 * and reports the jobs to the journal. Once no call can last any longer, an order without an answer has an unknown
 * outcome.
 */
export const waitForAnswers = Effect.fnUntraced(function* ({
  entries,
  readAnew,
}: JournalKeeper): Effect.fn.Return<void, AppendFailure> {
  if (readAnew === undefined) return
  const { callTimeout } = yield* CurrentLimits
  const sentAt = Effect.map(entries, (all) => {
    const now = entriesOfNow(all)
    return unknownOrders(now).map((part) => {
      const state = orderStateOf(now, part)
      return state._tag === "unknown" ? state.sentAt : 0
    })
  })
  for (;;) {
    const left = Math.max(...(yield* sentAt), 0) + callTimeout - (yield* Clock.currentTimeMillis)
    if (left <= 0) return yield* readAnew
    yield* Effect.sleep(Math.min(left, 1_000))
    yield* readAnew
  }
})
