import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "A truncated result is taken for whole and kept: what became of its rows is never known.",
  changes: [
    {
      file: "transfer/imports/endOfPart.ts",
      what: "    Effect.andThen(checkArchive(job.id, journal.read(resultOfPart(part)))),\n",
      by: "",
    },
    {
      file: "transfer/imports/endOfPart.ts",
      what: "wholeArchive(job.id, downloadResult(job))",
      by: "downloadResult(job)",
    },
  ],
  breaks: "a trouble that passes does not end a journey",
  says: "OutcomesDiffer",
  runs: {
    journey: "insert",
    rows: 8,
    starts: [{ after: 0, clockAhead: 0 }],
    timeout: undefined,
    deeds: ["body-ends"],
    rate: 0.08,
  },
  within: 60,
}
