/**
 * Whether what is built is what the sources build to.
 */
import { existsSync, globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../tree.ts"
import type { Finding } from "../verdict.ts"
import { packageNames } from "./manifests.ts"

const remedy = "`pnpm build` builds it anew"

const filesIn = (folder: string): ReadonlyArray<string> =>
  globSync("**/*", { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))

const compare = (fresh: string, name: string): ReadonlyArray<string> => {
  const dist = `packages/${name}/dist`
  const [built, current] = [join(root, dist), join(fresh, dist)]
  if (!existsSync(built)) return [`${dist} is not there: ${remedy}`]
  const files = new Set([...filesIn(built), ...filesIn(current)])
  const stale = [...files].filter((file) => {
    const [before, now] = [join(built, file), join(current, file)]
    return !existsSync(before) || !existsSync(now) || !readFileSync(before).equals(readFileSync(now))
  })
  return stale.length === 0
    ? []
    : [`${dist} is not what the sources build to: ${stale.length} files, such as ${stale[0]}: ${remedy}`]
}

/** Compares `dist` of every package with that of a fresh build. */
export const checkDist = (fresh: string): Finding => ({
  what: "dist",
  seen: packageNames.flatMap((name) => filesIn(join(fresh, "packages", name, "dist"))).length,
  faults: packageNames.flatMap((name) => compare(fresh, name)),
})
