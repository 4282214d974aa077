/**
 * What the sources build to now, beside the tree.
 */
import { rmSync } from "node:fs"
import { join } from "node:path"
import { bundleCommand } from "../../../scripts/build/command.ts"
import { runIn } from "../command.ts"
import { type CopyOfTree, copyTree } from "../copyOfTree.ts"

/**
 * Builds a copy of the tree. The commands alone are bundled from the sources where they are: the order of what is in a bundle comes from the
 * way to it, and so do the names of its chunks.
 */
export const freshBuild = async (): Promise<CopyOfTree> => {
  const tree = copyTree()
  const { code, output } = await runIn(tree.folder, "node", ["scripts/build/run.ts"])
  if (code !== 0) {
    tree[Symbol.dispose]()
    throw new Error(`The packages could not be built:\n${output}`)
  }
  for (const runner of ["node-runner", "deno-runner"] as const) {
    const dist = join(tree.folder, "packages", runner, "dist")
    rmSync(join(dist, "chunks"), { recursive: true, force: true })
    await bundleCommand(runner, dist)
  }
  return tree
}
