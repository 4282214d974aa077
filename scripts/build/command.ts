/**
 * The command as it is shipped: one bundle for each runtime, with what is needed later only in chunks beside it.
 */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type Plugin, rolldown } from "rolldown"
import { calledAtStart } from "./calledAtStart.ts"
import { compiledWithFile } from "./compiledWithFile.ts"
import { inAscii } from "./inAscii.ts"
import { noticesOf } from "./notices.ts"
import { readyHelp } from "./readyHelp.ts"
import { segmenterLater } from "./segmenterLater.ts"
import { withoutGetters } from "./withoutGetters.ts"

const packages = join(import.meta.dirname, "../../packages")

const notices: Plugin = {
  name: "third-party-notices",
  generateBundle(_, bundle) {
    const modules = Object.values(bundle).flatMap((file) => (file.type === "chunk" ? file.moduleIds : []))
    this.emitFile({ type: "asset", fileName: "THIRD-PARTY-NOTICES.txt", source: noticesOf(modules) })
  },
}

/** Declares what the script exports, which is nothing: whoever imports it runs it. */
const declarations: Plugin = {
  name: "declarations",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "main.d.ts", source: "export {};\n" })
  },
}

/** What a runtime starts with, of its runner: whatever else there is comes from these. */
interface Starts {
  readonly file: string
  readonly entry: string
  readonly start: string
  readonly completions: string
  readonly commands: string
  readonly plugins: ReadonlyArray<Plugin>
}

const starts: Readonly<Record<"node-runner" | "deno-runner", Starts>> = {
  "node-runner": {
    file: "zoho-bulk",
    entry: "bin.ts",
    start: "startOnNode.ts",
    completions: "completeOnNode.ts",
    commands: "runOnNode.ts",
    plugins: [withoutGetters],
  },
  "deno-runner": {
    file: "main",
    entry: "main.ts",
    start: "startOnDeno.ts",
    completions: "completeOnDeno.ts",
    commands: "runOnDeno.ts",
    plugins: [declarations],
  },
}

/** The runners, each of which ships the command. */
export type Runner = keyof typeof starts

/** All commands: the door names them, and a run loads them for some commands alone. */
const loadedLater = join(packages, "core/src/cli/command.ts")

/** Knows the sources that a run begins with: with any, then with completions, for which a shell waits, and with the other commands. */
const firstSources = (sources: string, { commands, completions, start }: Starts) => {
  const ofStart = new Set<string>()
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
      add(ofStart, join(sources, start))
      add(ofCompletions, join(sources, completions))
      add(ofCommands, join(sources, commands))
    },
  }
  // Each file costs time, so that what is always loaded together is in one.
  const groups = [
    { name: "start", test: (id: string) => ofStart.has(id), priority: 3 },
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

/** Writes the files of the bundle anew, so that what a start calls is kept compiled. */
const compileWithFiles = async (runner: Runner, script: string): Promise<void> => {
  for (const [file, begun] of await calledAtStart(runner, script)) {
    writeFileSync(file, inAscii(file, compiledWithFile(file, readFileSync(file, "utf8"), begun)))
  }
}

/** Bundles the command of a runner into a folder: its `dist`, where none is named. Gives what is in which file. */
export const bundleCommand = async (
  runner: Runner,
  into: string = join(packages, runner, "dist"),
): Promise<ReadonlyArray<BundledFile>> => {
  const sources = join(packages, runner, "src")
  const { entry, file, plugins } = starts[runner]
  const { groups, plugin } = firstSources(sources, starts[runner])
  const build = await rolldown({
    input: { [file]: join(sources, entry) },
    platform: "node",
    preserveEntrySignatures: "allow-extension",
    resolve: { conditionNames: ["zoho-bulk-source", "node", "import", "default"] },
    plugins: [...plugins, await readyHelp(), segmenterLater, notices, plugin],
  })
  try {
    const { output } = await build.write({
      dir: into,
      chunkFileNames: "chunks/[name].js",
      minify: true,
      codeSplitting: { groups },
    })
    await compileWithFiles(runner, join(into, `${file}.js`))
    return output.flatMap((each) =>
      each.type === "chunk" ? [{ fileName: each.fileName, sources: each.moduleIds }] : [],
    )
  } finally {
    await build.close()
  }
}
