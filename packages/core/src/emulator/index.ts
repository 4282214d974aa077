/**
 * An emulated Zoho CRM, to develop and test against: no account, no network.
 */
export { emulatorApp, type EmulatorApp } from "./server/app.ts"
export { emulatorToken, emulatorTokenWithoutScope } from "./model/emulatorToken.ts"
export { Emulator } from "./Emulator.ts"
export { layerEmulatorHttpClient } from "./server/httpClient.ts"
export { type FrozenJob, frozenJobs } from "./anyJob/frozenJobs.ts"
export { Mishap, Mishaps } from "./model/Mishap.ts"
export type { WorldOptions } from "./model/WorldOptions.ts"
