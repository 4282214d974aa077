/**
 * What the sources build to now, beside the tree.
 */
import { join } from "node:path"
import { bundleCommand } from "../../../scripts/build/command.ts"
import { writeManual } from "../../../scripts/build/manual.ts"
import { runIn } from "../command.ts"
import { type CopyOfTree, copyTree } from "../copyOfTree.ts"

/**
 * Builds a copy of the tree, with the commands where they are wanted: they are bundled from the sources where they are, for the order of what is
 * in a bundle comes from the way to it, and so do the names of its chunks.
 */
export const freshBuild = async (hasCommands: boolean): Promise<CopyOfTree> => {
  const tree = copyTree()
  const { code, output } = await runIn(tree.folder, "node", ["scripts/build/run.ts", "--libraries"])
  if (code !== 0) {
    tree[Symbol.dispose]()
    throw new Error(`The packages could not be built:\n${output}`)
  }
  const packages = join(tree.folder, "packages")
  for (const runner of hasCommands ? (["node-runner", "deno-runner"] as const) : []) {
    await bundleCommand(runner, join(packages, runner, "dist"))
  }
  if (hasCommands) await writeManual(packages)
  return tree
}
