/**
 * Which file of the packages imports which, and what is wrong with it: arrows that point up, and circles.
 *
 * The linter holds the same arrows, where somebody edits. It sees no circle of types, and no folder within a room.
 */
import { posix } from "node:path"
import { circlesIn, type Graph } from "./circles.ts"
import { type ImportsByFile, importsByFile } from "./imports.ts"

import { mayImport, notForTheMainDoor } from "./importRules.ts"
import { besideTheMainDoor, rooms } from "./rooms.ts"
import type { Sources } from "./sources.ts"

/** One file of the packages importing another. */
interface Arrow {
  readonly from: string
  readonly to: string
}

const core = "packages/core/src/"

/** Finds where a door of a package leads: its own manifest says so, under one condition or several. */
const sourceOf = (door: unknown): string | undefined =>
  typeof door === "string"
    ? door.startsWith("./src/")
      ? door.slice(2)
      : undefined
    : Object.values(door ?? {})
        .map(sourceOf)
        .find((source) => source !== undefined)

/** Says for the name of each door, such as `@zoho-bulk/core/cli`, which file it leads to. */
const doorsOf = (sources: Sources): ReadonlyMap<string, string> =>
  new Map(
    [...sources]
      .filter(([file]) => file.endsWith("/package.json"))
      .flatMap(([file, text]) => {
        const { exports = {}, name }: { readonly name: string; readonly exports?: object } = JSON.parse(text)
        return Object.entries(exports).flatMap(([door, target]) => {
          const source = sourceOf(target)
          return source === undefined
            ? []
            : [[posix.join(name, door), posix.join(posix.dirname(file), source)] as const]
        })
      }),
  )

/** Lists the imports that lead from one file of the packages to another, types included. */
const arrowsOf = (sources: Sources, imports: ImportsByFile): ReadonlyArray<Arrow> => {
  const doors = doorsOf(sources)
  const target = (from: string, specifier: string): string | undefined =>
    specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier) : doors.get(specifier)
  return [...imports].flatMap(([from, list]) =>
    list.flatMap(({ specifier = "" }) => {
      const to = target(from, specifier)
      return to === undefined || !sources.has(to) ? [] : [{ from, to }]
    }),
  )
}

/** The room that a file of the core is in; its main door is in none. */
const roomOf = (file: string): string | undefined =>
  file.startsWith(core) ? /^([^/]+)\//.exec(file.slice(core.length))?.[1] : undefined

const packageOf = (file: string): string => file.split("/", 2).join("/")

/** Says what is wrong with an arrow between two rooms, or between two packages. */
const wrongWay = ({ from, to }: Arrow): string | undefined => {
  const [here, there] = [roomOf(from), roomOf(to)]
  if (packageOf(from) !== packageOf(to)) {
    if (packageOf(to) === "packages/core" && !from.startsWith(core)) return undefined
    return "A runner knows the core alone, and the core knows no runner."
  }
  if (!from.startsWith(core) || here === there) return undefined
  if (here !== undefined) {
    return there !== undefined && rooms[here]?.includes(there) === true ? undefined : mayImport(here)
  }
  return besideTheMainDoor.includes(there ?? "") ? notForTheMainDoor : undefined
}

const arrowsUp = (arrows: ReadonlyArray<Arrow>): ReadonlyArray<string> =>
  arrows.flatMap((arrow) => {
    const problem = wrongWay(arrow)
    return problem === undefined ? [] : [`${arrow.from} imports ${arrow.to}. ${problem}`]
  })

const graphOf = (arrows: ReadonlyArray<Arrow>): Graph => {
  const graph = new Map<string, Set<string>>()
  for (const { from, to } of arrows) graph.set(from, (graph.get(from) ?? new Set()).add(to))
  return graph
}

const circlesOfFiles = (arrows: ReadonlyArray<Arrow>): ReadonlyArray<string> =>
  circlesIn(graphOf(arrows)).map((way) => `Files import each other in a circle: ${way.join(" → ")}`)

/** Lists the circles between the folders that lie in one folder; the files beside them count as a folder, `.`. */
const circlesOfFolders = (arrows: ReadonlyArray<Arrow>, folder: string): ReadonlyArray<string> => {
  const child = (file: string): string => {
    const [name = "", ...deeper] = file.slice(folder.length).split("/")
    return deeper.length === 0 ? "." : name
  }
  const within = arrows.filter(({ from, to }) => from.startsWith(folder) && to.startsWith(folder))
  const between = within.filter(({ from, to }) => child(from) !== child(to))
  const ways = circlesIn(graphOf(between.map(({ from, to }) => ({ from: child(from), to: child(to) }))))
  const example = (one: string | undefined, other: string | undefined): string => {
    const shown = between.find(({ from, to }) => child(from) === one && child(to) === other)
    return `  ${shown?.from} imports ${shown?.to}`
  }
  return ways.map((way) =>
    [
      `Folders of ${folder} import each other in a circle: ${way.join(" → ")}`,
      ...way.slice(1).map((name, index) => example(way[index], name)),
    ].join("\n"),
  )
}

const computed = (imports: ImportsByFile): ReadonlyArray<string> =>
  [...imports]
    .filter(([, list]) => list.some(({ specifier }) => specifier === undefined))
    .map(([file]) => `${file} imports a module whose name is computed: nobody can tell which`)

/** Says what is wrong with the arrows of the packages; nothing, where all point one way and none leads in a circle. */
export const faultsOfArrows = (sources: Sources): ReadonlyArray<string> => {
  const imports = importsByFile(sources)
  const arrows = arrowsOf(sources, imports)
  const folders = [core, ...Object.keys(rooms).map((room) => `${core}${room}/`)]
  return [
    ...computed(imports),
    ...arrowsUp(arrows),
    ...circlesOfFiles(arrows),
    ...folders.flatMap((folder) => circlesOfFolders(arrows, folder)),
  ]
}
