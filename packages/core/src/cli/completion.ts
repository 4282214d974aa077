/**
 * The part of the `zoho-bulk` command that shells call while somebody types, for runners to run; it loads without the
 * rest.
 *
 * **Example** (What a runner runs, on Node)
 *
 * ```ts
 * import { runCompletion } from "@zoho-bulk/core/completion"
 *
 * export const main = (version: string) => runCompletion({ name: "node", version })
 * ```
 */
export { runCompletion } from "./runCompletion.ts"
export { environmentVariables } from "./run/environment.ts"
export { teardown } from "./failure/ExitCode.ts"
export { layerVariables } from "../connection/layerVariables.ts"
export { LoadSqlite } from "./run/LoadSqlite.ts"
export { CurrentUser } from "../storage/checkFolder.ts"
export { StartedAs } from "./output/StartedAs.ts"
