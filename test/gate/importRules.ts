/**
 * Says as options of `no-restricted-imports` what the table of rooms means for one folder.
 */
import { readdirSync } from "node:fs"
import { consoleModule, ownWords } from "./globals.ts"
import { familyOf, unstableModulesOfEffect } from "./effectModules.ts"
import { besideTheMainDoor, rooms, sharedFiles, unstableModules } from "./rooms.ts"

/** Imports that a folder may not have, and what to do instead. */
export interface Restriction {
  readonly regex: string
  /** The names that may not be imported; by default, none may. */
  readonly importNames?: Array<string>
  readonly allowTypeImports?: boolean
  readonly message: string
}

const table = "The arrows of the core point one way; the table is test/gate/rooms.ts."

const noBarrel: Restriction = {
  regex: "^effect$",
  message:
    'The barrel costs start-up time: import the module itself, such as `import * as Effect from "effect/Effect"`.',
}

/** Matches what starts neither with a dot nor with `effect`; the expressions of the linter know no look-ahead. */
const nothingBesideEffect: Restriction = {
  regex: "^(?:[^.e]|e[^f]|ef[^f]|eff[^e]|effe[^c]|effec[^t]|effect[^/])",
  message:
    "The core runs on every runtime and imports nothing but its own files and `effect/...`: what a runtime has comes in as a Layer from a runner.",
}

const unstableOfEffect = unstableModulesOfEffect()

const oneOf = (modules: ReadonlyArray<string>): string => `^(?:${modules.join("|")})$`

const unstable = (user: string): ReadonlyArray<Restriction> => [
  ...Object.entries(unstableModules)
    .filter(([, users]) => !users.includes(user))
    .map(([family, users]) => ({
      regex: oneOf(unstableOfEffect.filter((module) => familyOf(module) === family)),
      allowTypeImports: true,
      message: `${family} is unstable and used by ${users.join(", ")} alone; others may name its types (\`import type\`).`,
    })),
  {
    regex: oneOf(unstableOfEffect.filter((module) => unstableModules[familyOf(module)] === undefined)),
    allowTypeImports: true,
    message:
      "Effect marks this module as unstable: `unstableModules` in test/gate/rooms.ts has to say who uses it. Its types are free (`import type`).",
  },
]

const anyOf = (names: ReadonlyArray<string>): string => `(?:${names.join("|")})(?:/|$)`

const others = (room: string): ReadonlyArray<string> =>
  Object.keys(rooms).filter((other) => other !== room && rooms[room]?.includes(other) !== true)

/** Says which rooms a room may import, to who imported another. */
export const mayImport = (room: string): string => {
  const may = rooms[room] ?? []
  return `The room ${room} may import ${may.length === 0 ? "no other room" : `${may.join(", ")}, and no other room or door`}. ${table}`
}

/** What the files of a room may not import. */
export const ofRoom = (room: string): ReadonlyArray<Restriction> => [
  noBarrel,
  consoleModule,
  ...(room === "cli" ? [ownWords] : []),
  nothingBesideEffect,
  ...unstable(room),
  { regex: `(?:^|/)\\.\\./${anyOf([...others(room), "index\\.ts"])}`, message: mayImport(room) },
]

/** Says to the main door that it imported what has a door of its own. */
export const notForTheMainDoor = `Who imports the core must not pay for ${besideTheMainDoor.join(", ")}: they have doors of their own.`

const byChangeFile =
  "Processes share these files: change them with `changeFile` of storage/changeFile.ts, which loses no change of others."

const otherWaysToFiles = readdirSync(new URL("../../packages/core/src/storage", import.meta.url)).filter(
  (file) => !sharedFiles.mayUse.some((name) => name === file),
)

/** What a folder of files that processes share may not import, beside what its room may not. */
export const ofSharedFiles = (folder: string): ReadonlyArray<Restriction> => [
  ...ofRoom(folder.split("/")[0] ?? folder),
  { regex: `/storage/(?:${otherWaysToFiles.join("|")})$`, message: byChangeFile },
  { regex: "^effect/FileSystem$", allowTypeImports: true, message: byChangeFile },
]

/** What a file of the command may not import that makes words of its own text. */
export const ofMakersOfWords: ReadonlyArray<Restriction> = ofRoom("cli").filter((each) => each !== ownWords)

/** What the main door of the core may not import. */
export const ofMainDoor: ReadonlyArray<Restriction> = [
  noBarrel,
  nothingBesideEffect,
  ...unstable("the main door"),
  { regex: `^\\./(?:.*/)?${anyOf(besideTheMainDoor)}`, message: notForTheMainDoor },
]

/** What a folder of the core that is not in the table may not import: anything. */
export const ofUnknownRoom: ReadonlyArray<Restriction> = [
  { regex: "", message: "This folder is no room yet: say in test/gate/rooms.ts what it may import." },
]

/** What the runners may not import. */
export const ofRunner: ReadonlyArray<Restriction> = [
  noBarrel,
  consoleModule,
  ...unstable("runners"),
  {
    regex: "^@zoho-bulk/(?:[^c]|core/(?:src|package))",
    message: "A runner knows the core by its doors, and no other runner.",
  },
  { regex: "^\\.\\./(?:\\.\\./)+", message: "A runner imports the core by its name, `@zoho-bulk/core`." },
]
