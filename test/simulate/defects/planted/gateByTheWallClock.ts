import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "One 429 with 5 s, then the clock goes back: every call waits for hours, as long as the clock went back.",
  changes: [
    {
      file: "transport/monotonicMillis.ts",
      what: "  Clock.monotonicTimeNanos,\n  (nanos) => Number(nanos) / 1e6,\n",
      by: "  Clock.currentTimeMillis,\n  (millis) => millis,\n",
    },
  ],
  breaks: "a journey comes to its end",
  says: "takes too long",
  runs: { timeout: undefined, deeds: ["throttled", "set-clock"], rate: 0.08 },
  within: 60,
}
