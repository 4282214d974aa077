/**
 * Access tokens: where they come from, and where they are kept.
 *
 * **Example** (Tokens from the variables of a grant, shared by all processes of a machine)
 *
 * ```ts
 * import * as Auth from "@zoho-bulk/core/Auth"
 *
 * const store = Auth.layerTokenFile("/var/lib/reports/zoho-tokens.json")
 *
 * export const auth = Auth.fromConfig({ store })
 * ```
 */
export type { TokenScheme } from "../auth/AccessToken.ts"
export { awaitDeviceToken, type DeviceGrant, type DeviceTokens } from "../auth/awaitDeviceToken.ts"
export { ConsentNotGiven } from "../auth/ConsentNotGiven.ts"
export { exchangeGrantCode, type GrantCode } from "../auth/exchangeGrantCode.ts"
export { fromConfig } from "../auth/fromConfig.ts"
export type { IssuedToken } from "../auth/IssuedToken.ts"
export { type AccessTokenOptions, layerAccessToken } from "../auth/layerAccessToken.ts"
export { layerTokenFile } from "../auth/layerTokenFile.ts"
export { layerTokenMemory } from "../auth/layerTokenMemory.ts"
export type { RefreshGrant } from "../auth/RefreshGrant.ts"
export { type RefreshOptions, refreshToken } from "../auth/refreshToken.ts"
export { type DeviceCode, type DeviceCodeRequest, requestDeviceCode } from "../auth/requestDeviceCode.ts"
export type { GrantedTokens } from "../auth/requestToken.ts"
export { revokeRefreshToken } from "../auth/revokeRefreshToken.ts"
export type { TokenIssuer } from "../auth/TokenIssuer.ts"
export type { TokenRecord } from "../auth/TokenRecord.ts"
export type { TokenSource } from "../auth/TokenSource.ts"
export { TokenUnavailable } from "../auth/TokenUnavailable.ts"
