import * as Context from "effect/Context"

/** Is told the ids of all records that a joined export has left out, once it is at its end; by default nobody is. */
export const CurrentLeftOut = Context.Reference<(ids: ReadonlySet<string>) => void>(
  "@zoho-bulk/core/transfer/CurrentLeftOut",
  { defaultValue: () => () => {} },
)
