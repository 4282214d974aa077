import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "Uploads are treated like orders: one 502 ends an import.",
  changes: [
    {
      file: "jobs/uploadFile.ts",
      what: "broken === undefined && repeatable.isWorthIt(failure)",
      by: '!["NoAnswer", "NoAnswerInTime", "ZohoFailing"].includes(failure._tag) && broken === undefined && repeatable.isWorthIt(failure)',
    },
  ],
  breaks: "a trouble that passes does not end a journey",
  says: "upload",
  runs: {
    journey: "insert",
    rows: 8,
    starts: [{ after: 0, clockAhead: 0 }],
    timeout: undefined,
    deeds: ["failing"],
    rate: 0.03,
  },
  within: 60,
  first: 10,
}
