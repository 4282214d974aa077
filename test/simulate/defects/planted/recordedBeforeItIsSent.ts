import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: 'Interrupted while throttled, an order becomes "may exist" for ever, although it surely does not.',
  changes: [
    {
      file: "transfer/journey/orderOnce.ts",
      what: '{ beforeSending: note("ordering"), notTaken: Effect.ignore(note("refused")) }',
      by: "{ beforeSending: Effect.void, notTaken: Effect.void }",
    },
    {
      file: "transfer/journey/orderOnce.ts",
      what: "  return yield* answered(\n",
      by: '  yield* note("ordering")\n  return yield* answered(\n',
    },
  ],
  breaks: "an order is of unknown outcome only where its answer was lost",
  runs: { timeout: undefined, deeds: ["throttled", "interrupt"], rate: 0.08 },
  within: 60,
}
