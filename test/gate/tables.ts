/**
 * Holds the tables of `rooms.ts` against the tree: they list what is there, and nothing that has gone.
 */
import { familyOf } from "./effectModules.ts"
import type { ImportsByFile } from "./imports.ts"
import { besideTheMainDoor, rooms, unstableModules } from "./rooms.ts"

const table = "test/gate/rooms.ts"

/** Folders of `test/suites` that are named after no room. */
const besideTheRooms = ["docs", "fuzz", "hostile", "runners", "simulate"]

const foldersIn = (folder: string, files: ReadonlyArray<string>): ReadonlyArray<string> => {
  const names = files.filter((file) => file.startsWith(folder)).map((file) => file.slice(folder.length).split("/"))
  return [...new Set(names.flatMap(([name = "", ...deeper]) => (deeper.length > 0 ? [name] : [])))]
}

/** Finds rooms without a row, rows without a room, and rows that let a room import one that comes later in the story. */
export const faultsOfRooms = (files: ReadonlyArray<string>): ReadonlyArray<string> => {
  const rows = Object.keys(rooms)
  const folders = foldersIn("packages/core/src/", files)
  return [
    ...folders
      .filter((folder) => !rows.includes(folder))
      .map((folder) => `packages/core/src/${folder} is no room yet: say in \`rooms\` of ${table} what it may import`),
    ...rows
      .filter((room) => !folders.includes(room))
      .map((room) => `There is no room ${room}: take it out of \`rooms\` in ${table}`),
    ...Object.entries(rooms).flatMap(([room, others], index) =>
      others
        .filter((other) => !rows.slice(0, index).includes(other))
        .map((other) => `${table} lets ${room} import ${other}, which does not come before it in the story`),
    ),
    ...besideTheMainDoor
      .filter((room) => !rows.includes(room))
      .map((room) => `There is no room ${room}: take it out of \`besideTheMainDoor\` in ${table}`),
    ...foldersIn("test/suites/", files)
      .filter((folder) => !rows.includes(folder) && !besideTheRooms.includes(folder))
      .map(
        (folder) => `test/suites/${folder} is named after no room: suites lie in folders named as those of the sources`,
      ),
  ]
}

const userOf = (file: string): string =>
  /^packages\/core\/src\/([^/]+)\//.exec(file)?.[1] ?? (file.startsWith("packages/core/") ? "the main door" : "runners")

/** Finds declarations of unstable modules of Effect that say more than is so; what they do not say, the linter finds. */
export const faultsOfUnstableModules = (
  imports: ImportsByFile,
  unstable: ReadonlyArray<string>,
): ReadonlyArray<string> => {
  const families = new Set(unstable.map(familyOf))
  const uses = new Set(
    [...imports].flatMap(([file, list]) =>
      list.flatMap(({ isType, specifier = "" }) =>
        !isType && unstable.includes(specifier) ? [`${userOf(file)} ${familyOf(specifier)}`] : [],
      ),
    ),
  )
  return Object.entries(unstableModules).flatMap(([family, users]) =>
    families.has(family)
      ? users
          .filter((user) => !uses.has(`${user} ${family}`))
          .map((user) => `${user} does not use ${family} any more: take it out of \`unstableModules\` in ${table}`)
      : [`${family} is stable by now, or gone: take it out of \`unstableModules\` in ${table}`],
  )
}
