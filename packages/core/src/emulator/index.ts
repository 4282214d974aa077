/**
 * An emulated Zoho CRM, to develop and test against: no account, no network.
 *
 * **Example** (A connection to it, in this process)
 *
 * ```ts
 * import { Auth, ZohoConnection } from "@zoho-bulk/core"
 * import * as Emulator from "@zoho-bulk/core/emulator"
 * import { Layer, Redacted } from "effect"
 *
 * const auth = Auth.layerAccessToken(Redacted.make(Emulator.emulatorToken))
 *
 * export const emulated = ZohoConnection.layer({ auth }).pipe(
 *   Layer.provide(Emulator.layerHttpClient({ jobDuration: "10 millis" })),
 * )
 * ```
 */
export { frozenJobs } from "./anyJob/frozenJobs.ts"
export type { FrozenJob } from "./anyJob/frozenJobs.ts"
export { withAdvancingClock } from "./clock/withAdvancingClock.ts"
export type { AdvancingClockOptions } from "./clock/withAdvancingClock.ts"
export { Emulator, layer, layerHttpClient } from "./Emulator.ts"
export { Edit, type EditedRecord, type EditedValues } from "./model/Edit.ts"
export type { EmulatorOptions } from "./model/EmulatorOptions.ts"
export type { EmulatorReport } from "./model/EmulatorReport.ts"
export { emulatorToken, emulatorTokenWithoutScope } from "./model/emulatorToken.ts"
export { Fault } from "./model/Fault.ts"
export type { Guesses } from "./model/Guesses.ts"
export { OrganizationDescription } from "./model/OrganizationDescription.ts"
export { InvalidEmulatorOptions } from "./model/InvalidEmulatorOptions.ts"
export type { EmulatorApp } from "./server/makeApp.ts"
