import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join, relative } from "node:path"
import { Effect } from "effect"
import { textOf } from "../support/processes.ts"
import { temporaryFolder } from "../support/temporaryFolder.ts"

/** What lies in a home: who may do what with it, and its bytes as text. */
export interface Kept {
  readonly mode: string
  readonly content?: string
}

/** Somebody's folders, empty at first but for the files that they work on. */
export interface Home {
  readonly folder: string
  /** The folder in which the command is called. */
  readonly work: string
  readonly variables: Readonly<Record<string, string>>
  /** The journeys that were started from here. */
  readonly journeys: () => ReadonlyArray<string>
  readonly everything: () => Readonly<Record<string, Kept>>
}

/** What a database is in bytes is up to each runtime's SQLite. */
const isDatabase = (content: string): boolean => content.startsWith("SQLite format 3\0")

const kept = (path: string): Kept => {
  const stats = lstatSync(path)
  const mode = (stats.mode & 0o777).toString(8)
  if (!stats.isFile()) return { mode }
  const content = textOf(readFileSync(path))
  return isDatabase(content) ? { mode } : { mode, content }
}

const namesIn = (folder: string): ReadonlyArray<string> => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Sets up a home, until the scope closes. */
export const makeHome = Effect.fnUntraced(function* (files: Readonly<Record<string, string>> = {}) {
  const folder = yield* temporaryFolder
  const work = join(folder, "work")
  const state = join(folder, "state")
  mkdirSync(work)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(work, name), text)
  const everything: Home["everything"] = () =>
    Object.fromEntries(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .map(({ name, parentPath }) => join(parentPath, name))
        .toSorted()
        .map((path) => [relative(folder, path), kept(path)]),
    )
  return {
    folder,
    work,
    variables: {
      HOME: folder,
      XDG_CONFIG_HOME: join(folder, "config"),
      XDG_STATE_HOME: state,
      XDG_CACHE_HOME: join(folder, "cache"),
    },
    journeys: () => namesIn(join(state, "zoho-bulk", "journeys")),
    everything,
  } satisfies Home
})
