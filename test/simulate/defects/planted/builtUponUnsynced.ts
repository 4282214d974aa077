import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found:
    "Who goes on builds upon an entry that its writer was killed before it had synced: a power cut takes the entry, and what stands upon it is unreadable.",
  changes: [
    {
      file: "storage/fencedLog.ts",
      what: "yield* syncEntry(folder, found.last.number)",
      by: "found.last",
    },
  ],
  breaks: "a journey comes to its end",
  says: ", which is gone",
  runs: { journey: "insert", rows: 8, timeout: undefined, deeds: ["kill", "power-cut"], rate: 0.03, troubledRounds: 8 },
  within: 200,
  first: 123,
}
