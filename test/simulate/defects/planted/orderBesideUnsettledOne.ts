import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "Two orders are of unknown outcome at once: nobody can tell which job is whose.",
  changes: [
    {
      file: "transfer/imports/importPart.ts",
      what: "        if (!plan.mayOrder()) return yield* new HeldBack()\n",
      by: "",
    },
    {
      file: "transfer/imports/importPart.ts",
      what: "    if (part !== firstPart && !plan.mayOrder()) return yield* new HeldBack()\n",
      by: "",
    },
    {
      file: "transfer/imports/importPart.ts",
      what: "plan.ordering.withPermits(1)(",
      by: "((ordered) => ordered)(",
    },
    { file: "transfer/imports/importParts.ts", what: "return mayOrder() ||", by: "return !isHopeless() ||" },
  ],
  breaks: "no order goes out while one is of unknown outcome",
  runs: {
    journey: "insert",
    timeout: undefined,
    starts: [{ after: 0, clockAhead: 0 }],
    lanes: 5,
    concurrency: 4,
    rows: 9,
    perPart: 2,
    deeds: ["reset", "failing"],
    rate: 0.08,
  },
  within: 60,
}
