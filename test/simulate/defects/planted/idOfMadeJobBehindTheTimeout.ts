import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found:
    "A journal cannot take the id of a job, and then the time of the import is over: it says that a job goes on, and not which one was made.",
  changes: [
    { file: "transfer/journey/withinTimeout.ts", what: "if (named !== undefined) return yield* named", by: "" },
  ],
  breaks: "a job that was made is written down, or the failure names it",
  runs: {
    journey: "insert",
    timeout: 20_000,
    lanes: 1,
    concurrency: 2,
    rows: 9,
    perPart: 3,
    jobDuration: 20_000,
    starts: [
      { after: 0, clockAhead: 0 },
      { after: 4_000, clockAhead: 0 },
    ],
    deeds: ["freeze"],
    rate: 0.02,
  },
  within: 150,
  first: 28,
}
