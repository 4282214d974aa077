import * as Context from "effect/Context"

/**
 * Is told the ids of all records that a joined export has left out, once it is at its end; by default nobody is. Who is told reads them again: so all
 * are left out that were changed since the first order, for a second change in the same second does not show in Zoho's times.
 */
export const CurrentLeftOut = Context.Reference<((ids: ReadonlySet<string>) => void) | undefined>(
  "@zoho-bulk/core/transfer/CurrentLeftOut",
  { defaultValue: () => undefined },
)
