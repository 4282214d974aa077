/**
 * The files that there are: what git tracks or would track, so that a check can be asked whether it has seen them all.
 */
import { execFileSync } from "node:child_process"
import { existsSync, globSync } from "node:fs"
import { resolve } from "node:path"

/** The root of the workspace. */
export const root = resolve(import.meta.dirname, "../..")

const neverSource = new Set(["node_modules", "dist", ".git"])

const fromGit = (): ReadonlyArray<string> => {
  try {
    const list = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    })
    return list.split("\0").filter((file) => file !== "" && existsSync(resolve(root, file)))
  } catch {
    return []
  }
}

const fromDisk = (): ReadonlyArray<string> =>
  globSync(["**/*", "**/.*", "**/.*/**"], {
    cwd: root,
    withFileTypes: true,
    exclude: ({ name }) => neverSource.has(name),
  })
    .filter((entry) => entry.isFile())
    .map((entry) => resolve(entry.parentPath, entry.name).slice(root.length + 1))

/** Lists every file of the tree, relative to its root; without git (an unpacked archive) every file on disk. */
export const sourceFiles = (): ReadonlyArray<string> => {
  const tracked = fromGit()
  return [...new Set(tracked.length > 0 ? tracked : fromDisk())].toSorted()
}

/** Lists every TypeScript file of the tree. */
export const typeScriptFiles = (): ReadonlyArray<string> => sourceFiles().filter((file) => /\.[cm]?tsx?$/.test(file))
