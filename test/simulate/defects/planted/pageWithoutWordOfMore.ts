import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "more_records that is missing beside a token ends an export: the rest of the records is not missed.",
  changes: [
    {
      file: "transfer/exports/exportPages.ts",
      what: '  if (moreRecords === undefined) return "it does not say whether there are more records"\n',
      by: "",
    },
  ],
  breaks: "an export gives what an unbroken one gives",
  runs: {
    journey: "export",
    rows: 9,
    perPart: 2,
    timeout: undefined,
    jobDuration: 0,
    deeds: ["no-word-of-more"],
    rate: 0.08,
  },
  within: 60,
}
