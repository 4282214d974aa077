/**
 * The token that the emulator accepts and that never expires: `emulator`. It is also its client id, client secret, refresh
 * token and grant code.
 *
 * **Example** (Signed in to the emulator)
 *
 * ```ts
 * import { Auth } from "@zoho-bulk/core"
 * import { emulatorToken } from "@zoho-bulk/core/emulator"
 * import { Redacted } from "effect"
 *
 * export const auth = Auth.layerAccessToken(Redacted.make(emulatorToken))
 * ```
 *
 * @category testing
 */
export const emulatorToken = "emulator"

/**
 * A valid token without any scope: `emulator-no-scope`. Every call with it is refused with OAUTH_SCOPE_MISMATCH.
 *
 * **Example** (A program that meets a missing scope)
 *
 * ```ts
 * import { Auth } from "@zoho-bulk/core"
 * import { emulatorTokenWithoutScope } from "@zoho-bulk/core/emulator"
 * import { Redacted } from "effect"
 *
 * export const auth = Auth.layerAccessToken(Redacted.make(emulatorTokenWithoutScope))
 * ```
 *
 * @category testing
 */
export const emulatorTokenWithoutScope = "emulator-no-scope"
