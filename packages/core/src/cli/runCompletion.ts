import * as Command from "effect/cli/Command"
import { layerIdleClient } from "../transport/layerIdleClient.ts"
import { complete } from "./commands/complete.ts"
import { root } from "./flags/root.ts"
import type { RuntimeName } from "./help/RuntimeName.ts"
import { runTree } from "./runTree.ts"

const tree = root.pipe(Command.withSubcommands([complete]))

/**
 * Runs `zoho-bulk complete -- <word>...` as `runCommand` does, but loads no other command: a shell is waiting for it.
 *
 * **Example** (What a runner runs, on Node)
 *
 * ```ts
 * import { runCompletion } from "@zoho-bulk/core/completion"
 *
 * export const main = (version: string) => runCompletion({ name: "node", version })
 * ```
 *
 * @category running
 */
export const runCompletion = (runtime: RuntimeName) => runTree(tree, layerIdleClient, runtime)
