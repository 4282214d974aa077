import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "An upload that Zoho has forgotten is never made again: each resume fails over the same file.",
  changes: [{ file: "transfer/imports/importPart.ts", what: "uploadsAgain && isOfLostFile(refusal)", by: "false" }],
  breaks: "a journey comes to its end",
  says: "INVALID_FILE_ID",
  runs: { journey: "insert", rows: 8, deeds: ["file-forgotten"], rate: 0.08 },
  within: 10,
}
