import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "An empty module would fail: its page has 0 rows, Zoho counted 0, and that is 0 too many.",
  changes: [
    {
      file: "results/archiveRows.ts",
      what: "expected === undefined || Math.max(0, seen) === expected",
      by: "expected === undefined || seen === expected",
    },
  ],
  breaks: "a trouble that passes does not end a journey",
  says: "0 too many",
  runs: {
    journey: "export",
    rows: 0,
    timeout: undefined,
    starts: [{ after: 0, clockAhead: 0 }],
    deeds: ["repacked"],
    rate: 0.1,
  },
  within: 10,
}
