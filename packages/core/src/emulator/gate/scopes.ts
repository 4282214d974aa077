import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { type ApiVersion, defaultApiVersion } from "../../domain/ApiVersion.ts"
import { type OperationName, operations } from "../../wire/Operation.ts"
import { missingScopes } from "../../wire/scopes.ts"
import type { EmulatedOperation } from "../model/EmulatedOperation.ts"
import { allScopes } from "../model/EmulatorSettings.ts"
import type { Refusal } from "../model/Refusal.ts"

/** What is said of a token that is good, and not for this (recorded). */
export const scopeMismatch: Refusal = {
  status: 401,
  code: "OAUTH_SCOPE_MISMATCH",
  message: "invalid oauth scope to access this URL",
}

/** The scopes of the token that a request came with. */
export const GrantedScopes = Context.Reference<ReadonlyArray<string>>("@zoho-bulk/core/emulator/GrantedScopes", {
  defaultValue: () => allScopes,
})

/** Checks whether scopes open an operation; where no module is named, one of any module will do. */
export const areGranted = (
  granted: ReadonlyArray<string>,
  { scopes }: Pick<EmulatedOperation, "scopes">,
  version: ApiVersion = defaultApiVersion,
  module?: string,
): boolean => missingScopes(granted, scopes(version), module).length === 0

/** Refuses what the token may do in other modules only: the service sees the module in the body, and the gate does not. */
export const requireModule = Effect.fnUntraced(function* (
  name: OperationName,
  version: ApiVersion,
  module: string,
): Effect.fn.Return<void, Refusal> {
  if (!areGranted(yield* GrantedScopes, operations[name], version, module)) return yield* Effect.fail(scopeMismatch)
})
