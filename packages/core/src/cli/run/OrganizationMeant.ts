import * as Context from "effect/Context"
import type * as Layer from "effect/Layer"
import type { TokenStore } from "../../auth/TokenStore.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"

/** The name of the sign-in that is meant, where a run speaks for many organisations; it stands above flags and variables. */
export const OrganizationMeant = Context.Reference<string | undefined>("@zoho-bulk/core/cli/OrganizationMeant", {
  defaultValue: () => undefined,
})

/** Where tokens rest that runners on many machines share; the user's own folder, where absent. */
export const TokensShared = Context.Reference<Layer.Layer<TokenStore, StorageFailed> | undefined>(
  "@zoho-bulk/core/cli/TokensShared",
  { defaultValue: () => undefined },
)
