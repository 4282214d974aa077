/**
 * Checks `docs/house.md`, the map of the code, against the code.
 */
import { isBuiltin } from "node:module"
import { isModuleOfEffect } from "./effectModules.ts"
import { forbiddenGlobals, forbiddenProperties } from "./globals.ts"
import { faultsOfPictures } from "./mapPictures.ts"
import { rooms } from "./rooms.ts"
import type { Sources } from "./sources.ts"

/** Where the map is. */
export const mapFile = "docs/house.md"

const core = "packages/core/src/"
const names = Object.keys(rooms)

/** The code that is quoted in a text, without its blocks. */
const quotedIn = (text: string): ReadonlyArray<string> =>
  [...text.replaceAll(/^```[\s\S]*?^```$/gm, "").matchAll(/`([^`\n]+)`/g)].map(([, quoted = ""]) => quoted)

/** The rows of the table of rooms: each room, and the row that tells of it. */
const rowsOf = (map: string): ReadonlyArray<readonly [string, string]> => {
  const [, section = ""] = map.split(/^## The rooms of .*$/m)
  const [table = ""] = section.split(/^## /m)
  return [...table.matchAll(/^\| `([^`]+)` .*$/gm)].map(([row, name = ""]) => [name, row])
}

const faultsOfRows = (map: string): ReadonlyArray<string> => {
  const told = rowsOf(map).map(([name]) => name)
  return told.join() === names.join()
    ? []
    : [`its table has the rooms ${told.join(", ")}; there are, in the order of the story, ${names.join(", ")}`]
}

const declaration = /^export (?:abstract )?(?:class|const|function|interface|type) (\w+)|^export \* as (\w+)/gm

/** Says which files export a name. */
const exportersOf = (sources: Sources): ReadonlyMap<string, ReadonlyArray<string>> => {
  const exporters = new Map<string, Array<string>>()
  for (const [file, text] of sources) {
    for (const [, declared, grouped = ""] of text.matchAll(declaration)) {
      const name = declared ?? grouped
      exporters.set(name, [...(exporters.get(name) ?? []), file])
    }
  }
  return exporters
}

const isOfTheMachine = (name: string): boolean =>
  isBuiltin(name) ||
  isModuleOfEffect(name) ||
  forbiddenGlobals.some((global) => global.name === name) ||
  forbiddenProperties.some(({ object, property }) => `${object}.${property}` === name) ||
  /^[A-Z]+(?:_[A-Z]+)+$/.test(name)

/** A flag is named where it is made, such as `"explain"`. */
const isFlag = (name: string, sources: Sources): boolean =>
  name.startsWith("--") && [...sources.values()].some((text) => text.includes(`"${name.slice(2)}"`))

/** Finds names that stand for nothing: no room, folder, file, export, flag, or thing of Effect or of a runtime. */
const faultsOfNames = (map: string, sources: Sources, files: ReadonlyArray<string>): ReadonlyArray<string> => {
  const exporters = exportersOf(sources)
  const isPath = (name: string): boolean =>
    files.some((file) => `/${file}`.endsWith(`/${name}`) || `/${file}`.includes(`/${name}/`))
  return [...new Set(quotedIn(map))]
    .filter((name) => !exporters.has(name) && !isPath(name) && !isFlag(name, sources) && !isOfTheMachine(name))
    .map((name) => `it speaks of \`${name}\`, and there is no such thing`)
}

/** Finds exports that the map puts into another room than theirs: in a row of its table, or as `name` (`room`). */
const faultsOfPlaces = (map: string, sources: Sources): ReadonlyArray<string> => {
  const exporters = exportersOf(sources)
  const inRows = rowsOf(map).flatMap(([room, row]) => quotedIn(row).map((name) => ({ name, room })))
  const inText = [...map.matchAll(/`(\w+)`\s\(`(\w+)`\)/g)].map(([, name = "", room = ""]) => ({ name, room }))
  return [...inRows, ...inText]
    .filter(({ name, room }) => name !== room && names.includes(room))
    .filter(({ name, room }) => exporters.get(name)?.some((file) => file.startsWith(`${core}${room}/`)) === false)
    .map(({ name, room }) => `it puts \`${name}\` into ${room}; it is in ${exporters.get(name)?.join(", ")}`)
}

/** Says where the map and the code differ. */
export const faultsOfMap = (map: string, sources: Sources, files: ReadonlyArray<string>): ReadonlyArray<string> =>
  [
    ...faultsOfRows(map),
    ...faultsOfPictures(map, sources),
    ...faultsOfNames(map, sources, files),
    ...faultsOfPlaces(map, sources),
  ].map((fault) => `${mapFile}: ${fault}`)
