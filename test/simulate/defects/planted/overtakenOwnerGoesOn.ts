import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "An owner that has lost its lock does not notice: 25,000 rows were written twice (Ctrl-Z, resume, fg).",
  changes: [
    {
      file: "transfer/journal/layerJournalFolder.ts",
      what: "isLost ? Effect.fail(taken(",
      by: "isLost && !lock ? Effect.fail(taken(",
    },
    {
      file: "storage/fencedLog.ts",
      what: "    const number = highest + 1\n",
      by: "    const number = ((yield* listLog(folder)).numbers.at(-1) ?? highest) + 1\n",
    },
    {
      file: "storage/fencedLog.ts",
      what: "yield* Effect.tapError(lookAgain(number), ",
      by: "yield* Effect.tapError(Effect.void, ",
    },
    { file: "storage/fencedLog.ts", what: "overtaken ?? lookAgain(highest)", by: "overtaken ?? Effect.void" },
  ],
  breaks: "no job is ordered twice",
  runs: { journey: "insert", rows: 8, starts: [{ after: 0, clockAhead: 0 }], deeds: ["freeze"], rate: 0.08 },
  within: 60,
}
