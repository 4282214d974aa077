import { cpSync } from "node:fs"
import { join } from "node:path"
import { rolldown } from "rolldown"
import { bundleCommand } from "../../../scripts/build/command.ts"

const runner = join(import.meta.dirname, "../../../packages/node-runner")

/** A change of a source that makes it slower, to see that it is noticed. */
export interface Plant {
  /** How the path of the file ends. */
  readonly file: string
  readonly from: string
  readonly to: string
}

/** Puts a change into a source as it is read. */
const planting = ({ file, from, to }: Plant) => ({
  name: "plant",
  transform: (code: string, id: string): string | undefined => {
    if (!id.endsWith(file)) return undefined
    if (!code.includes(from)) throw new Error(`There is no ${from} in ${id}`)
    return code.replace(from, to)
  },
})

/** Makes one script of a case and of the sources that it imports, so that its start is short; gives where that lies. */
export const bundled = async (name: string, folder: string, plant?: Plant): Promise<string> => {
  const bundle = await rolldown({
    input: join(import.meta.dirname, "cases", `${name}.ts`),
    platform: "node",
    resolve: { conditionNames: ["zoho-bulk-source", "import", "default"] },
    plugins: plant === undefined ? [] : [planting(plant)],
  })
  try {
    await bundle.write({ dir: folder, format: "esm", entryFileNames: "[name].mjs" })
    return join(folder, `${name}.mjs`)
  } finally {
    await bundle.close()
  }
}

/** Makes what is shipped for Node, in a folder of its own: another program may build the workspace meanwhile. Gives what starts it. */
export const shippedIn = async (folder: string): Promise<string> => {
  const installed = join(folder, "installed")
  for (const each of ["bin", "package.json"]) cpSync(join(runner, each), join(installed, each), { recursive: true })
  await bundleCommand("node-runner", join(installed, "dist"))
  return join(installed, "bin/zoho-bulk.cjs")
}
