import * as Context from "effect/Context"
import type { CreateOutcomeUnknown } from "../../failure/CreateOutcomeUnknown.ts"

/**
 * Hears of every order whose job the journal does not have, as it is lost: who asked for it may have been told to stop by then, and learns of no
 * failure any more.
 */
export const CurrentLostOrders = Context.Reference<(lost: CreateOutcomeUnknown) => void>(
  "@zoho-bulk/core/transfer/CurrentLostOrders",
  { defaultValue: () => () => {} },
)
