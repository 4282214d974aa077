/**
 * The manual: a page for each command, made from what its help is made of, where npm looks for it.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

const ours = join(import.meta.dirname, "../../packages")

/** The day that the pages bear: they change with the command, not with the day on which they are made. */
const released = "2026-11-26"

/** What the core has for this, once it is built. */
interface Built {
  readonly manualPages: (
    version: string,
    released: string,
  ) => ReadonlyArray<{ readonly file: string; readonly text: string }>
}

/** Writes the pages into `man` of the runner's `dist`, of the packages in a folder: ours, where none is named. The core has to be built. */
export const writeManual = async (packages: string = ours): Promise<void> => {
  const { manualPages }: Built = await import(join(packages, "core/dist/cli/manualPages.js"))
  const { version } = JSON.parse(readFileSync(join(packages, "node-runner/package.json"), "utf8"))
  const into = join(packages, "node-runner/dist/man")
  rmSync(into, { recursive: true, force: true })
  mkdirSync(into, { recursive: true })
  for (const { file, text } of manualPages(version, released)) writeFileSync(join(into, file), text)
}
