import * as Context from "effect/Context"

/** The most rows that an export gives, for who wants the first ones only; all of them by default. Pages that nobody wants are not ordered. */
export const CurrentRowLimit = Context.Reference<number>("@zoho-bulk/core/transfer/CurrentRowLimit", {
  defaultValue: () => Infinity,
})
