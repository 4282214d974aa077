import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "The join of outcomes: one cell that Zoho spells otherwise (12.50 for 12.5) stands in the way for ever.",
  changes: [
    {
      file: "transfer/imports/sameCell.ts",
      what: "  if (told === sent) return true\n",
      by: "  return told === sent\n",
    },
  ],
  breaks: "a trouble that passes does not end a journey",
  says: "OutcomesDiffer",
  runs: { journey: "insert", rows: 8, timeout: undefined, deeds: ["repacked"], rate: 0.1 },
  within: 60,
}
