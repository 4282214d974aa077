import * as Context from "effect/Context"
import type * as Layer from "effect/Layer"
import type { TokenStore } from "../../auth/TokenStore.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"

/**
 * The name of the intended sign-in, if a run speaks for several organisations; it takes precedence over flags and
 * variables.
 */
export const OrganizationMeant = Context.Reference<string | undefined>("@zoho-bulk/core/cli/OrganizationMeant", {
  defaultValue: () => undefined,
})

/** Where tokens rest that runners on many machines share; the user's own folder, where absent. */
export const TokensShared = Context.Reference<Layer.Layer<TokenStore, StorageFailed> | undefined>(
  "@zoho-bulk/core/cli/TokensShared",
  { defaultValue: () => undefined },
)
