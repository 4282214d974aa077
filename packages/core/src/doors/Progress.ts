/**
 * What journeys do, and what calls wait for, as it happens.
 */
export { type CallClass, CurrentWaitListener } from "../connection/RateGate.ts"
export { CurrentProgress, type ProgressEvent } from "../transfer/Progress.ts"
