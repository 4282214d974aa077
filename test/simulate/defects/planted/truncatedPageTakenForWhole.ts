import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "A truncated archive, or one with fewer rows than Zoho counted, is taken for all there is.",
  changes: [
    {
      file: "results/archiveRows.ts",
      what: "        (packed) => unzipped(packed, bounds.countEntry),\n",
      by: "        (packed) => unzipped(packed, bounds.countEntry),\n        Stream.catchIf(isZipError, () => Stream.empty),\n",
    },
    {
      file: "results/archiveRows.ts",
      what: ".pipe(checked(jobId, expected))",
      by: ".pipe(checked(jobId, expected && undefined))",
    },
  ],
  breaks: "an export gives what an unbroken one gives",
  runs: { journey: "export", rows: 9, perPart: 3, timeout: undefined, deeds: ["body-ends"], rate: 0.08 },
  within: 60,
}
