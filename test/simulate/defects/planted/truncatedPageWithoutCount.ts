import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found:
    "A count that is missing is no complaint: nobody knows how many records the page should have, and a short one passes.",
  changes: [
    {
      file: "transfer/exports/exportPages.ts",
      what: 'if (count === undefined) return "it does not say how many records it has"',
      by: "",
    },
    {
      file: "results/archiveRows.ts",
      what: "        (packed) => unzipped(packed, bounds.countEntry),\n",
      by: "        (packed) => unzipped(packed, bounds.countEntry),\n        Stream.catchIf(isZipError, () => Stream.empty),\n",
    },
  ],
  breaks: "an export gives what an unbroken one gives",
  runs: {
    journey: "export",
    rows: 9,
    perPart: 2,
    timeout: undefined,
    jobDuration: 0,
    deeds: ["no-count", "body-ends"],
    rate: 0.1,
  },
  within: 60,
}
