/**
 * Whether what can be imported is what is there: each door leads to its source and to what is built of it, and each file of the room of doors
 * is one.
 */
import { existsSync } from "node:fs"
import { join } from "node:path"
import { root, sourceFiles } from "../tree.ts"
import type { Finding } from "../verdict.ts"
import { type Door, doorsOf, jsrOf, manifestOf, packageNames } from "./manifests.ts"

/** Where a door leads that has this source. */
const doorTo = (source: string): Door => ({
  "zoho-bulk-source": source,
  types: source.replace("./src/", "./dist/").replace(/\.ts$/, ".d.ts"),
  default: source.replace("./src/", "./dist/").replace(/\.ts$/, ".js"),
})

const checkLeads = (name: string): ReadonlyArray<string> =>
  doorsOf(name).flatMap(([door, leads]) => {
    const source = leads["zoho-bulk-source"]
    const file = `packages/${name}/package.json`
    if (!existsSync(join(root, "packages", name, source)))
      return [`${file}: ${door} leads to ${source}, which is not there`]
    const expected = JSON.stringify(doorTo(source))
    // The first condition that holds decides, so their order matters.
    return JSON.stringify(leads) === expected ? [] : [`${file}: ${door} has to lead to ${expected}`]
  })

/** A door that leads to a file on every condition would lead to sources, or to what has no types. */
const checkConditions = (name: string): ReadonlyArray<string> =>
  Object.entries(manifestOf(name).exports)
    .filter(([door, leads]) => typeof leads === "string" && door !== "./package.json")
    .map(([door, leads]) => `packages/${name}/package.json: ${door} leads to ${leads} whatever the condition`)

const checkRoom = (): ReadonlyArray<string> => {
  const folder = "packages/core/src/doors/"
  const leads = doorsOf("core").map(([door, { "zoho-bulk-source": source }]) => `${door} ${source}`)
  return sourceFiles()
    .filter((file) => file.startsWith(folder))
    .map((file) => file.slice(folder.length).replace(/\.ts$/, ""))
    .filter((door) => !leads.includes(`./${door} ./src/doors/${door}.ts`))
    .map(
      (door) =>
        `packages/core/package.json: ./${door} has to lead to ./src/doors/${door}.ts: every file there is a door`,
    )
}

const checkClosed = (name: string): ReadonlyArray<string> =>
  manifestOf(name).exports["./internal/*"] === null
    ? []
    : [`packages/${name}/package.json: ./internal/* has to be closed (null)`]

const checkJsr = (name: string): ReadonlyArray<string> => {
  const jsr = jsrOf(name)
  if (jsr === undefined) return name === "node-runner" ? [] : [`packages/${name}/jsr.json is not there`]
  const { version } = manifestOf(name)
  const leads = Object.fromEntries(doorsOf(name).map(([door, { "zoho-bulk-source": source }]) => [door, source]))
  return [
    ...(jsr.version === version
      ? []
      : [`packages/${name}/jsr.json: the version has to be ${version}, as in package.json`]),
    ...[...new Set([...Object.keys(leads), ...Object.keys(jsr.exports)])]
      .filter((door) => leads[door] !== jsr.exports[door])
      .map(
        (door) =>
          `packages/${name}/jsr.json: ${door} leads to ${jsr.exports[door]}, and in package.json to ${leads[door]}`,
      ),
  ]
}

/** Compares the doors that the packages name with the files that there are. */
export const checkDoors = (): Finding => ({
  what: "doors",
  seen: packageNames.flatMap(doorsOf).length,
  faults: [
    ...packageNames.flatMap((name) => [
      ...checkLeads(name),
      ...checkConditions(name),
      ...checkClosed(name),
      ...checkJsr(name),
    ]),
    ...checkRoom(),
  ],
})
