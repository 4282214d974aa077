import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found:
    "A journal does not know what it is a journal of: Tuesday's rows are dropped, Monday's outcomes come back as theirs.",
  changes: [
    {
      file: "transfer/journey/withJournal.ts",
      what: "  const overSince = finishedAt(entries)\n",
      by: "  const overSince = finishedAt(entries)\n  if (entries.length > 0) return\n",
    },
    {
      file: "transfer/imports/splitRows.ts",
      what: "return yield* compareRows(journal, known, rows, source)",
      by: "return known.parts",
    },
  ],
  breaks: "what is given was ordered this very night",
  runs: { journey: "insert", rows: 8, nights: 2, deeds: [] },
  within: 3,
}
