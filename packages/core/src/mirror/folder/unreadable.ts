import { StorageFailed } from "../../failure/StorageFailed.ts"

/** How to repair a file of a copy: reading the whole module needs nothing of the old copy. */
const remedy = "Read the whole module again (whole: true), which rewrites its file; or restore the file."

/** A file of a copy that is not as it was written. */
export const damaged = (file: string, problem: string): StorageFailed =>
  new StorageFailed({ doing: `read ${file}`, problem, remedy })

/** What a file of a copy that cannot be read asks for, but for the right to read it. */
export const unreadable = (failure: StorageFailed): StorageFailed =>
  failure.isForbidden === true ? failure : new StorageFailed({ doing: failure.doing, problem: failure.problem, remedy })
