import * as Context from "effect/Context"
import type { CreateOutcomeUnknown } from "../../failure/CreateOutcomeUnknown.ts"

/**
 * Receives every order whose job the journal does not have, as it is lost: the caller may already have been told to
 * stop, and then learns of no failure.
 */
export const CurrentLostOrders = Context.Reference<(lost: CreateOutcomeUnknown) => void>(
  "@zoho-bulk/core/transfer/CurrentLostOrders",
  { defaultValue: () => () => {} },
)
