/**
 * Every bound that a call has, and how to change it.
 */
export { layerLimits as layer, type LimitsOptions } from "../settings/layerLimits.ts"
export { CurrentLimits, defaultLimits, type Limits } from "../settings/Limits.ts"
