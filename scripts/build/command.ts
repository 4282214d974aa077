/**
 * The command as it is shipped: one bundle, with what is needed later only in chunks beside it.
 */
import { join } from "node:path"
import { type Plugin, rolldown } from "rolldown"
import { noticesOf } from "./notices.ts"
import { withoutGetters } from "./withoutGetters.ts"

const runner = join(import.meta.dirname, "../../packages/node-runner")

const notices: Plugin = {
  name: "third-party-notices",
  generateBundle(_, bundle) {
    const modules = Object.values(bundle).flatMap((file) => (file.type === "chunk" ? file.moduleIds : []))
    this.emitFile({ type: "asset", fileName: "THIRD-PARTY-NOTICES.txt", source: noticesOf(modules) })
  },
}

/** Bundles the command into a folder: `dist` of the runner, where none is named. */
export const bundleCommand = async (into: string = join(runner, "dist")): Promise<void> => {
  const build = await rolldown({
    input: { "zoho-bulk": join(runner, "src/bin.ts") },
    platform: "node",
    resolve: { conditionNames: ["zoho-bulk-source", "node", "import", "default"] },
    plugins: [withoutGetters, notices],
  })
  try {
    await build.write({ dir: into, chunkFileNames: "chunks/[name].js", minify: true })
  } finally {
    await build.close()
  }
}
