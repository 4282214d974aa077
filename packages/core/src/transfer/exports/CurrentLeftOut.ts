import * as Context from "effect/Context"

/**
 * Receives the ids of all records that a joined export has left out, once it has ended; by default nobody does. The
 * listener reads them again, so every record changed since the first order is left out: a second change in the same
 * second does not show in Zoho's times.
 */
export const CurrentLeftOut = Context.Reference<((ids: ReadonlySet<string>) => void) | undefined>(
  "@zoho-bulk/core/transfer/CurrentLeftOut",
  { defaultValue: () => undefined },
)
