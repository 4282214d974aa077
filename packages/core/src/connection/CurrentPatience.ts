import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { CallDeadline } from "../transport/CallDeadline.ts"
import { monotonicMillis } from "../transport/monotonicMillis.ts"

/** Whether calls wait for their turn for as long as it takes, as those of a journey do. */
export const CurrentPatience = Context.Reference<boolean>("@zoho-bulk/core/connection/CurrentPatience", {
  defaultValue: () => false,
})

/** Moves the deadline of a patient call by the time that it has waited since then. */
export const discountWait = Effect.fnUntraced(function* (since: number) {
  const deadline = yield* CallDeadline
  if (deadline !== undefined && (yield* CurrentPatience)) deadline.at += (yield* monotonicMillis) - since
})
