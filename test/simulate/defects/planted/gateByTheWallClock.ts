import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "One 429 with 5 s, then the clock goes back: every call waits for hours, as long as the clock went back.",
  changes: [
    {
      file: "transport/monotonicMillis.ts",
      what: "Number(fiber.getRef(Clock.Clock).monotonicTimeNanosUnsafe()) / 1e6",
      by: "fiber.getRef(Clock.Clock).currentTimeMillisUnsafe()",
    },
  ],
  breaks: "a journey comes to its end",
  says: "takes too long",
  runs: { timeout: undefined, deeds: ["throttled", "set-clock"], rate: 0.08 },
  within: 60,
}
