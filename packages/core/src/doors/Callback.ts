/**
 * What Zoho posts when a job ends, and who waits for it.
 *
 * **Example** (A wait that a callback ends)
 *
 * ```ts
 * import { createReadJob, waitForJob } from "@zoho-bulk/core"
 * import { JobSignals } from "@zoho-bulk/core/Callback"
 * import { Effect } from "effect"
 *
 * const callbackUrl = "https://reports.example.com/zoho"
 *
 * export const contacts = Effect.fn("contacts")(function* () {
 *   const signals = yield* JobSignals
 *   const created = yield* createReadJob({ module: "Contacts", callbackUrl })
 *   return yield* waitForJob({ ...created, signals })
 * })
 * ```
 */
export { callbackApp, type CallbackOptions } from "../callback/callbackApp.ts"
export { JobSignals, layerSignals } from "../jobs/JobSignals.ts"
