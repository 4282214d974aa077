/**
 * What runners and tools of this project need, and users do not.
 */
export type { Connection, Reply } from "../connection/Connection.ts"
export { connectionVariables, type Environment, layerVariables } from "../connection/layerVariables.ts"
export { hostsOf, isLoopback, zohoHostsOf } from "../domain/hosts.ts"
export { layerSettings } from "../connection/ZohoConnection.ts"
export { type SettingKey, type SettingName, settingNames, type SettingsInput } from "../settings/settingNames.ts"
export { resolveSettings } from "../settings/Settings.ts"
export { fromFlags, fromSaved, fromVariables, type SettingsLevel } from "../settings/SettingsLevel.ts"
export { streamResult } from "../results/streamResult.ts"
export { streamExport } from "../transfer/streamExport.ts"
export { proxyVariables } from "../transport/proxyVariables.ts"
export { version } from "../transport/userAgent.ts"
