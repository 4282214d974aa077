/**
 * Checks the pictures of the map against the code: the arrows between rooms, the flow charts, and the life of a job.
 */
import { rooms } from "./rooms.ts"
import type { Sources } from "./sources.ts"

const names = Object.keys(rooms)

const blocksOf = (map: string, language: string): ReadonlyArray<string> =>
  [...map.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, block = ""]) => block)

/** Reads the picture of arrows: chains such as `a, b ← c ← d`, two spaces or more apart. */
const arrowsIn = (picture: string): ReadonlyMap<string, ReadonlyArray<string>> => {
  const chains = picture.split(/\n|\s{2,}/).map((chain) => chain.split(/\s*←\s*/).map((link) => link.split(/,\s*/)))
  const arrows = new Map<string, Array<string>>()
  for (const links of chains) {
    for (const [index, link] of links.entries()) {
      for (const from of link) {
        if (from !== "") arrows.set(from, [...(arrows.get(from) ?? []), ...(links[index - 1] ?? [])])
      }
    }
  }
  return arrows
}

const faultsOfPicture = (map: string): ReadonlyArray<string> => {
  const arrows = arrowsIn(blocksOf(map, "text")[0] ?? "")
  const behind = (room: string): ReadonlySet<string> => {
    const found = new Set<string>()
    const open = [...(arrows.get(room) ?? [])]
    for (const each of open) {
      if (found.has(each)) continue
      found.add(each)
      open.push(...(arrows.get(each) ?? []))
    }
    return found
  }
  return [
    ...[...arrows.keys()].filter((room) => !names.includes(room)).map((room) => `its picture has a room ${room}`),
    ...names.filter((room) => !arrows.has(room)).map((room) => `its picture lacks the room ${room}`),
    ...[...arrows].flatMap(([room, others]) =>
      others
        .filter((other) => rooms[room]?.includes(other) !== true)
        .map((other) => `its picture has an arrow from ${room} to ${other}, which ${room} may not import`),
    ),
    ...Object.entries(rooms).flatMap(([room, others]) =>
      others
        .filter((other) => arrows.has(room) && !behind(room).has(other))
        .map((other) => `its picture has no way from ${room} to ${other}, which ${room} may import`),
    ),
  ]
}

/** Reads what a flow chart connects: full arrows are imports, dotted ones are what comes back. */
const faultsOfFlow = (line: string): ReadonlyArray<string> => {
  const parts = line.trim().split(/\s*(-->|--[^-]+-->|-\.[^.]+\.->)\s*/)
  return parts.flatMap((part, index) => {
    if (index % 2 === 0) return names.includes(part) ? [] : [`a flow chart has a room ${part}`]
    const [from = "", to = ""] = [parts[index - 1], parts[index + 1]]
    return part.startsWith("-.") || rooms[from]?.includes(to) === true
      ? []
      : [`a flow chart has an arrow from ${from} to ${to}, which ${from} may not import`]
  })
}

const faultsOfFlows = (map: string): ReadonlyArray<string> =>
  blocksOf(map, "mermaid")
    .filter((block) => block.startsWith("flowchart"))
    .flatMap((block) => block.trimEnd().split("\n").slice(1).flatMap(faultsOfFlow))

/** The states that the picture of a job's life shows are those that jobs have. */
const faultsOfStates = (map: string, sources: Sources): ReadonlyArray<string> => {
  const [, literals = ""] =
    /Schema\.Literals\(\[([^\]]*)\]/.exec(sources.get("packages/core/src/domain/JobState.ts") ?? "") ?? []
  const states = [...literals.matchAll(/"([^"]+)"/g)].map(([, state = ""]) => state.replaceAll("-", "_"))
  return blocksOf(map, "mermaid")
    .filter((block) => block.startsWith("stateDiagram"))
    .flatMap((block) => [...block.matchAll(/^\s*(\S+) --> ([^\s:]+)/gm)])
    .flatMap(([, from = "", to = ""]) => [from, to])
    .filter((state) => state !== "[*]" && !states.includes(state))
    .map((state) => `a picture has a state ${state}, and no job has`)
}

/** Says where the pictures and the code differ. */
export const faultsOfPictures = (map: string, sources: Sources): ReadonlyArray<string> => [
  ...faultsOfPicture(map),
  ...faultsOfFlows(map),
  ...faultsOfStates(map, sources),
]
