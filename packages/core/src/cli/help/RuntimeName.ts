/**
 * The runtime of the command, for `--version`.
 *
 * **Example** (Node)
 *
 * ```ts
 * import type { RuntimeName } from "@zoho-bulk/core/cli"
 *
 * export const runtime: RuntimeName = { name: "node", version: "24.0.0" }
 * ```
 *
 * @category running
 */
export interface RuntimeName {
  /** The name of the runtime, such as `node`. */
  readonly name: string
  /** The version of the runtime. */
  readonly version: string
}
