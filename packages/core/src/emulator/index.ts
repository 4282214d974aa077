/**
 * An emulated Zoho CRM, to develop and test against: no account, no network.
 */
export { emulatorApp, emulatorToken, emulatorTokenWithoutScope } from "./app.ts"
export { layerEmulatorHttpClient } from "./EmulatorHttpClient.ts"
export { type FrozenJob, frozenJobs } from "./frozenJobs.ts"
