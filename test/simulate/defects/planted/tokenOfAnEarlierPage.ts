import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "A token that was seen before leads to a page that was read before: its records come out twice.",
  changes: [
    {
      file: "transfer/exports/exportPages.ts",
      what: "return seen === undefined ? undefined :",
      by: "return seen !== 0 ? undefined :",
    },
  ],
  breaks: "an export gives what an unbroken one gives",
  runs: {
    journey: "export",
    rows: 9,
    perPart: 2,
    timeout: undefined,
    jobDuration: 0,
    deeds: ["old-token"],
    rate: 0.08,
  },
  within: 60,
}
