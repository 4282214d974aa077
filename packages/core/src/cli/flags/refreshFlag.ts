import * as Flag from "effect/cli/Flag"

/** Whether Zoho is asked for what is known already. */
export const refreshFlag = Flag.Boolean("refresh").pipe(
  Flag.withDescription("ask Zoho again, even if it was asked within the last day"),
  Flag.withDefault(false),
)
