import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found:
    "No folder is synced for a new journal, its parts or the journey's own folder: after a power cut their names are gone.",
  changes: [
    {
      file: "storage/makeFolder.ts",
      what: "Effect.scoped(Effect.flatMap(fs.open(folder), (opened) => opened.sync))",
      by: "fs.exists(folder)",
    },
  ],
  breaks: "no job is ordered twice",
  runs: { journey: "insert", rows: 8, timeout: undefined, deeds: ["power-cut"], rate: 0.03, troubledRounds: 6 },
  within: 100,
}
