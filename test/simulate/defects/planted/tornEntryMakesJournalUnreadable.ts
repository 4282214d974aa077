import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "A full disk in the middle of an append: the journal cannot be read any more.",
  changes: [
    {
      file: "storage/readFencedLog.ts",
      what: "  return Option.isNone(decoded) ?",
      by: `  if (Option.isNone(decoded) && text !== "") {
    return yield* new StorageFailed({ doing: "read " + file, problem: "it is no entry of a journal", remedy: "Begin anew." })
  }
  return Option.isNone(decoded) ?`,
    },
  ],
  breaks: "a journey comes to its end",
  says: "it is no entry of a journal",
  runs: { deeds: ["power-cut", "kill"], rate: 0.08 },
  within: 60,
  first: 44,
}
