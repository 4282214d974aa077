import { StorageFailed } from "../failure/StorageFailed.ts"

/** A copy that somebody changes while a run reads what is to be merged into it. */
export const changedMeanwhile = (module: string): StorageFailed =>
  new StorageFailed({
    doing: `put the rows of ${module} in place`,
    problem: "another program changed its copy during the run",
    remedy: "Run it again: it reads the whole module.",
  })
