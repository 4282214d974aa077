/**
 * An emulated Zoho CRM, to develop and test against: no account, no network.
 */
export { frozenJobs } from "./anyJob/frozenJobs.ts"
export type { FrozenJob } from "./anyJob/frozenJobs.ts"
export { withAdvancingClock } from "./clock/withAdvancingClock.ts"
export type { AdvancingClockOptions } from "./clock/withAdvancingClock.ts"
export { Emulator, layer, layerHttpClient } from "./Emulator.ts"
export type { EmulatorOptions } from "./model/EmulatorOptions.ts"
export type { EmulatorReport } from "./model/EmulatorReport.ts"
export { emulatorToken, emulatorTokenWithoutScope } from "./model/emulatorToken.ts"
export { Fault } from "./model/Fault.ts"
export { InvalidEmulatorOptions } from "./model/InvalidEmulatorOptions.ts"
export type { EmulatorApp } from "./server/makeApp.ts"
