import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "The gate does not hold calls that already queue: after a 429 they all go out.",
  changes: [
    {
      file: "connection/RateGate.ts",
      what: "        yield* untilOpen(callClass, request, false)\n        return yield* call(untilOpen(callClass, request, true))",
      by: "        return yield* call(Effect.void)",
    },
    {
      file: "connection/RateGate.ts",
      what: "      yield* checkTurn(callClass, request)\n      const inLane",
      by: "      yield* untilOpen(callClass, request, true)\n      const inLane",
    },
  ],
  breaks: "nothing is sent while Zoho asks for a pause",
  runs: { journey: "insert", lanes: 1, concurrency: 4, rows: 9, perPart: 2, deeds: ["throttled"], rate: 0.05 },
  within: 60,
}
