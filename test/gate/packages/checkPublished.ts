/**
 * What others' tools say of the packages as they are published.
 */
import { join } from "node:path"
import { runIn } from "../command.ts"
import type { CopyOfTree } from "../copyOfTree.ts"
import { toolNamed } from "../tools.ts"
import type { Finding } from "../verdict.ts"
import { jsrOf, packageNames } from "./manifests.ts"

const finding = async (
  what: string,
  folders: ReadonlyArray<string>,
  command: (folder: string) => readonly [string, ReadonlyArray<string>],
): Promise<Finding> => {
  const faults: Array<string> = []
  for (const folder of folders) {
    const { code, output } = await runIn(folder, ...command(folder))
    if (code !== 0) faults.push(output.trim())
  }
  return { what, seen: folders.length, faults }
}

/** publint looks at what the `package.json` promises, arethetypeswrong at how compilers find types. */
export const checkPackages = async ({ folder }: CopyOfTree): Promise<ReadonlyArray<Finding>> => {
  const folders = packageNames.map((name) => join(folder, "packages", name))
  const [publint, attw] = [await toolNamed("publint"), await toolNamed("attw")]
  return [
    await finding("publint", folders, () => [publint, ["run", ".", "--strict", "--pack", "false"]]),
    await finding("arethetypeswrong", folders, () => [
      attw,
      ["--pack", ".", "--profile", "esm-only", "--format", "ascii"],
    ]),
  ]
}

/** Deno publishes to JSR what has a `jsr.json`, and only says so here. */
export const checkJsr = (tree: CopyOfTree): Promise<Finding> => {
  const names = packageNames.filter((name) => jsrOf(name) !== undefined)
  tree.plant("deno.json", JSON.stringify({ workspace: names.map((name) => `./packages/${name}`) }))
  const args = ["publish", "--dry-run", "--allow-slow-types", "--allow-dirty"]
  return finding("deno publish", [tree.folder], () => ["deno", args])
}
