/**
 * What `@zoho-bulk/core` needs from Node.
 */
export { layerFiles } from "./files.ts"
export { layerFromEnvironment } from "./layerFromEnvironment.ts"
export { layerHttpClient } from "./httpClient.ts"
export { layerLoopbackServer } from "./loopbackServer.ts"
