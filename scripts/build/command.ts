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

/** All commands: the door names them, and a run loads them for some commands alone. */
const loadedLater = join(import.meta.dirname, "../../packages/core/src/cli/command.ts")

/** Knows the sources that a run begins with, whatever it does: of completions, for which a shell waits, and of the other commands. */
const firstSources = () => {
  const ofCompletions = new Set<string>()
  const ofCommands = new Set<string>()
  const plugin: Plugin = {
    name: "first-sources",
    buildEnd() {
      const add = (to: Set<string>, id: string): void => {
        if (to.has(id) || id === loadedLater) return
        to.add(id)
        for (const next of this.getModuleInfo(id)?.importedIds ?? []) add(to, next)
      }
      add(ofCompletions, join(runner, "src/completeOnNode.ts"))
      add(ofCommands, join(runner, "src/runOnNode.ts"))
    },
  }
  // Each file costs time, so that what is always loaded together is in one.
  const groups = [
    { name: "completions", test: (id: string) => ofCompletions.has(id), priority: 2 },
    { name: "commands", test: (id: string) => ofCommands.has(id), priority: 1 },
  ]
  return { plugin, groups }
}

/** A file of the bundle, and the sources that are in it. */
export interface BundledFile {
  readonly fileName: string
  readonly sources: ReadonlyArray<string>
}

/** Bundles the command into a folder: `dist` of the runner, where none is named. Gives what is in which file. */
export const bundleCommand = async (into: string = join(runner, "dist")): Promise<ReadonlyArray<BundledFile>> => {
  const { groups, plugin } = firstSources()
  const build = await rolldown({
    input: { "zoho-bulk": join(runner, "src/bin.ts") },
    platform: "node",
    preserveEntrySignatures: "allow-extension",
    resolve: { conditionNames: ["zoho-bulk-source", "node", "import", "default"] },
    plugins: [withoutGetters, notices, plugin],
  })
  try {
    const { output } = await build.write({
      dir: into,
      chunkFileNames: "chunks/[name].js",
      minify: true,
      codeSplitting: { groups },
    })
    return output.flatMap((file) =>
      file.type === "chunk" ? [{ fileName: file.fileName, sources: file.moduleIds }] : [],
    )
  } finally {
    await build.close()
  }
}
