/**
 * What Zoho posts when a job ends, and who waits for it.
 */
export { callbackApp, type CallbackOptions } from "../callback/callbackApp.ts"
export { JobSignals, layerSignals } from "../jobs/JobSignals.ts"
