import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found:
    "Where a job was made and the journal cannot say so, the failure does not carry the id that would have to be adopted.",
  changes: [
    {
      file: "transfer/journey/orderOnce.ts",
      what: "Effect.flatMap(unknownOrder(kind, { reason, sentAt: sentAt ?? at, part, jobId: id }), Effect.fail)",
      by: "Effect.flatMap(unknownOrder(kind, { reason, sentAt: sentAt ?? at, part }), Effect.fail)",
    },
  ],
  breaks: "a job that was made is written down, or the failure names it",
  runs: { timeout: undefined, starts: [{ after: 0, clockAhead: 0 }], deeds: ["disk-full", "disk-fails"], rate: 0.08 },
  within: 60,
}
