import * as Flag from "effect/cli/Flag"

/** Whether Zoho is asked for what is known already. */
export const refreshFlag = Flag.Boolean("refresh").pipe(
  Flag.withDescription("ask Zoho again, though it has been asked within a day"),
  Flag.withDefault(false),
)
