import * as Context from "effect/Context"

/**
 * The variables that the runtime did not let us read: they count as unset, and may well be set. Only Deno keeps any from us.
 */
export const UnreadableVariables = Context.Reference<ReadonlyArray<string>>(
  "@zoho-bulk/core/settings/UnreadableVariables",
  { defaultValue: () => [] },
)
