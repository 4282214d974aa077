import { StorageFailed } from "../../failure/StorageFailed.ts"

/** What mends a file of a copy: a module that is read as a whole needs nothing of what was there. */
const remedy = "Read the whole module again (whole: true), which rewrites its file; or restore the file."

/** A file of a copy that is not as it was written. */
export const damaged = (file: string, problem: string): StorageFailed =>
  new StorageFailed({ doing: `read ${file}`, problem, remedy })

/** What a file of a copy that cannot be read asks for, but for the right to read it. */
export const unreadable = (failure: StorageFailed): StorageFailed =>
  failure.isForbidden === true ? failure : new StorageFailed({ doing: failure.doing, problem: failure.problem, remedy })
