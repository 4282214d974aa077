/**
 * Whether the doors let out what `test/api` says.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { root, sourceFiles } from "../tree.ts"
import type { Finding } from "../verdict.ts"
import { doorReader } from "./describeDoor.ts"
import { doorsOf, manifestOf, packageNames } from "./manifests.ts"

const folder = "test/api"

const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

/** The descriptions of a package's doors, by the file that each belongs in. */
const describePackage = (fresh: string, name: string): ReadonlyArray<readonly [string, string]> => {
  const doors = doorsOf(name)
    // A program is started, and lets nothing out.
    .filter(([door]) => door !== "./main")
    .map(([door, { types }]) => ({ door, file: join(fresh, "packages", name, types) }))
  const describe = doorReader(doors.map(({ file }) => file))
  return doors.map(({ door, file }) => {
    const place = `${folder}/${name}/${door === "." ? "index" : door.slice(2)}.txt`
    return [place, describe(`${manifestOf(name).name}${door.slice(1)}`, file)]
  })
}

/** The first line that differs, before and now. */
const difference = (before: string, now: string): string => {
  const [old, fresh] = [before.split("\n"), now.split("\n")]
  const line = fresh.findIndex((text, index) => text !== old[index])
  const at = line === -1 ? fresh.length : line
  return `line ${at + 1}:\n  - ${old[at] ?? "(the end)"}\n  + ${fresh[at] ?? "(the end)"}`
}

const remedy = "If it is meant, `pnpm packages --write` writes it down, and a file in .changeset tells people"

/** Compares them, or writes them down. */
export const checkApi = (fresh: string, isWritten: boolean): Finding => {
  const described = new Map(packageNames.flatMap((name) => describePackage(fresh, name)))
  const superfluous = sourceFiles().filter((file) => file.startsWith(`${folder}/`) && !described.has(file))
  if (isWritten) {
    for (const [file, text] of described) write(file, text)
    for (const file of superfluous) rmSync(join(root, file))
    return { what: "api", seen: described.size, faults: [] }
  }
  const changed = [...described].flatMap(([file, text]) => {
    const before = existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : ""
    return before === text ? [] : [`${file}: the door lets out something else, ${difference(before, text)}`]
  })
  const faults = [...changed, ...superfluous.map((file) => `${file}: there is no such door`)]
  return { what: "api", seen: described.size, faults: faults.length === 0 ? [] : [...faults, remedy] }
}
