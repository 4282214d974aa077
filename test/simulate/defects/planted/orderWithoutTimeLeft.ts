import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found:
    "Waiting for a lane is outside the deadline: orders go out after it, Zoho makes the job, and the import stops with CreateOutcomeUnknown.",
  changes: [
    { file: "connection/withPatience.ts", what: "Stream.provideService(CallDeadline, Infinity),", by: "" },
    {
      file: "connection/lanes.ts",
      what: "Effect.andThen(Effect.raceFirst(entered, tooLate), call)",
      by: "Effect.andThen(entered, call)",
    },
    {
      file: "connection/lanes.ts",
      what: "upload: makeLane(most) }",
      by: "upload: makeLane(most) }\n  lanes.upload = lanes.api",
    },
    {
      file: "connection/RateGate.ts",
      what: "return wait < left",
      by: "return wait === 0 || wait < left",
    },
    { file: "transport/timeLimit.ts", what: "return left <= 0\n", by: "return left <= -Infinity\n" },
    {
      file: "transport/timeLimit.ts",
      what: "Math.min(left, limits[own])",
      by: "Math.max(0, Math.min(left, limits[own]))",
    },
  ],
  breaks: "an order is given time for its answer",
  runs: {
    journey: "insert",
    lanes: 1,
    concurrency: 4,
    rows: 9,
    perPart: 2,
    timeout: undefined,
    starts: [{ after: 0, clockAhead: 0 }],
    deeds: ["hang", "slow"],
    rate: 0.08,
  },
  within: 60,
}
