import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "A truncated result is taken for whole and kept: what became of its rows is never known.",
  changes: [
    {
      file: "transfer/imports/endOfPart.ts",
      what: "    Effect.andThen(checkArchive(job.id, journal.read(resultOfPart(part)))),\n",
      by: "",
    },
  ],
  breaks: "a trouble that passes does not end a journey",
  says: "OutcomesDiffer",
  runs: { journey: "insert", rows: 8, timeout: undefined, deeds: ["body-ends"], rate: 0.08 },
  within: 60,
}
