/**
 * What `@zoho-bulk/core` needs from Node.
 *
 * **Example** (The state of a job, with the environment's variables)
 *
 * ```ts
 * import { getJobDetails } from "@zoho-bulk/core"
 * import { layerFromEnvironment } from "@zoho-bulk/node-runner"
 * import { Effect } from "effect"
 *
 * export const state = (id: string) =>
 *   getJobDetails({ id }).pipe(
 *     Effect.map((job) => job.state),
 *     Effect.provide(layerFromEnvironment),
 *   )
 * ```
 */
export { layerFiles } from "./files.ts"
export { layerFromEnvironment } from "./layerFromEnvironment.ts"
export { layerHttpClient } from "./httpClient.ts"
export { layerLoopbackServer } from "./loopbackServer.ts"
