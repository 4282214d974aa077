/**
 * What is imported of a package: JavaScript, declarations, and maps that lead to the sources.
 */
import { spawnSync } from "node:child_process"
import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

const root = join(import.meta.dirname, "../..")

const compile = (folder: string): void => {
  const compiler = join(root, "node_modules/.bin/tsc")
  // One checker takes half the work of four, and declarations come out the same wherever they are made.
  const words = ["-p", join(folder, "tsconfig.build.json"), "--pretty", "false", "--checkers", "1"]
  const { error, status } = spawnSync(compiler, words, { stdio: "inherit" })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`${folder} could not be built: see the errors above`)
}

/** The compiler leaves the sources' names in declarations, where only it and those who think like it find the file. */
const leadToJavaScript = (declarations: string): string =>
  declarations.replaceAll(/(?<=\b(?:from |import |import\()")(\.{1,2}\/[^"]*)\.ts(?=")/g, "$1.js")

/** Writes `dist` of a package anew, as its `tsconfig.build.json` says. */
export const buildLibrary = (name: string): void => {
  const folder = join(root, "packages", name)
  const dist = join(folder, "dist")
  rmSync(dist, { recursive: true, force: true })
  compile(folder)
  for (const file of globSync("**/*.d.ts", { cwd: dist })) {
    const path = join(dist, file)
    writeFileSync(path, leadToJavaScript(readFileSync(path, "utf8")))
  }
}
