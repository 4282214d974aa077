import * as Context from "effect/Context"

/** Whether an order of unknown outcome ends the copy of its module in `CreateOutcomeUnknown`, until a person has settled it; by default it is given up. */
export const CurrentLostOrdersAsk = Context.Reference<boolean>("@zoho-bulk/core/mirror/CurrentLostOrdersAsk", {
  defaultValue: () => false,
})
