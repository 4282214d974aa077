import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: '"May have arrived" is guessed from the failure\'s tag: orders that never left are CreateOutcomeUnknown.',
  changes: [{ file: "connection/createOnce.ts", what: "return !failure.neverArrived", by: "return true" }],
  breaks: "an order is of unknown outcome only where its answer was lost",
  runs: { deeds: ["refused"], rate: 0.08 },
  within: 10,
}
