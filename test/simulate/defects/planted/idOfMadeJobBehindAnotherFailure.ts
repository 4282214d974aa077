import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found:
    "A full disk ends several parts at once: an import tells of the first of them, and not of the job that another one made.",
  changes: [
    {
      file: "transfer/imports/importParts.ts",
      what: "named ?? unsettled[0] ?? failures[0] ?? differs",
      by: "failures[0] ?? differs",
    },
  ],
  breaks: "a job that was made is written down, or the failure names it",
  runs: {
    journey: "insert",
    timeout: undefined,
    lanes: 5,
    concurrency: 4,
    rows: 9,
    perPart: 2,
    starts: [{ after: 0, clockAhead: 0 }],
    deeds: ["disk-full"],
    rate: 0.05,
  },
  within: 60,
  first: 15,
}
