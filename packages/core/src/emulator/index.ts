/**
 * An emulated Zoho CRM, to develop and test against: no account, no network.
 */
export { emulatorApp, type EmulatorApp, emulatorToken, emulatorTokenWithoutScope } from "./app.ts"
export { Emulator } from "./Emulator.ts"
export { layerEmulatorHttpClient } from "./EmulatorHttpClient.ts"
export { type FrozenJob, frozenJobs } from "./anyJob/frozenJobs.ts"
export { Mishap, Mishaps } from "./mishaps/Mishap.ts"
export type { WorldOptions } from "./WorldOptions.ts"
