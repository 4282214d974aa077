import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "Update and upsert: of two rows for one record, the older one wins.",
  changes: [
    {
      file: "transfer/imports/importParts.ts",
      what: 'request.operation !== "insert" && parts.length > 1',
      by: "false",
    },
  ],
  breaks: "of several rows for a record the last one has the last word",
  runs: {
    journey: "update",
    lanes: 5,
    concurrency: 4,
    rows: 9,
    perPart: 2,
    timeout: undefined,
    deeds: ["slow", "throttled"],
    rate: 0.08,
  },
  within: 60,
}
