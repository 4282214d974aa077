/**
 * Where a connection leads, and which setting wins.
 *
 * **Example** (The hosts of a sandbox in Europe)
 *
 * ```ts
 * import * as Settings from "@zoho-bulk/core/Settings"
 * import { Result } from "effect"
 *
 * export const hosts = Settings.resolve({ dataCenter: "eu", environment: "sandbox" }).pipe(
 *   Result.map((settings) => settings.hosts),
 * )
 * ```
 */
export type { ConnectionOptions } from "../connection/ZohoConnection.ts"
export { ApiVersion, apiVersions } from "../domain/ApiVersion.ts"
export { DataCenter, dataCenters } from "../domain/DataCenter.ts"
export { Environment, environments } from "../domain/Environment.ts"
export { type Hosts, type Settings } from "../settings/Settings.ts"
export { resolveOptions as resolve, type SettingsOptions } from "../settings/SettingsOptions.ts"
