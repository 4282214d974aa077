/**
 * Every bound on a call, and how to change it.
 *
 * **Example** (Twice the time, and larger answers)
 *
 * ```ts
 * import * as Limits from "@zoho-bulk/core/Limits"
 *
 * export const limits = Limits.layer({ callTimeout: "1 minute", maxAnswerBytes: "16 MiB" })
 * ```
 */
export { layerLimits as layer, type LimitsOptions } from "../settings/layerLimits.ts"
export { CurrentLimits, defaultLimits, type Limits } from "../settings/Limits.ts"
