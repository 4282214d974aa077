/**
 * Where a connection leads, and which setting wins.
 */
export { ApiVersion, apiVersions } from "../domain/ApiVersion.ts"
export { DataCenter, dataCenters } from "../domain/DataCenter.ts"
export { Environment, environments } from "../domain/Environment.ts"
export { type Hosts, type Settings } from "../settings/Settings.ts"
export { resolveOptions as resolve, type SettingsOptions } from "../settings/SettingsOptions.ts"
