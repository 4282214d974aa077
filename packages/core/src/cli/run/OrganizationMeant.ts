import * as Context from "effect/Context"

/** The name of the sign-in that is meant, where a run speaks for many organisations; it stands above flags and variables. */
export const OrganizationMeant = Context.Reference<string | undefined>("@zoho-bulk/core/cli/OrganizationMeant", {
  defaultValue: () => undefined,
})
