import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "The gate does not hold calls that already queue: after a 429 they all go out.",
  changes: [
    {
      file: "connection/RateGate.ts",
      what: "Effect.andThen(untilOpen(callClass, request, false), call(untilOpen(callClass, request, true)))",
      by: "call(Effect.void)",
    },
    {
      file: "connection/RateGate.ts",
      what: "Effect.andThen(turnOf(callClass, request, false), enter(lane, request, inLane))",
      by: "Effect.andThen(untilOpen(callClass, request, true), enter(lane, request, inLane))",
    },
  ],
  breaks: "nothing is sent while Zoho asks for a pause",
  runs: { journey: "insert", lanes: 1, concurrency: 4, rows: 9, perPart: 2, deeds: ["throttled"], rate: 0.05 },
  within: 60,
}
