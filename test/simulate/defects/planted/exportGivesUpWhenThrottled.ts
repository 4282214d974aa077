import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "The order of a page is throttled for 40 s: the export is over after 58 ms.",
  changes: [
    {
      file: "connection/withPatience.ts",
      what: "        Stream.provideService(CurrentRetryPolicy, untilTaken(policy)),\n        Stream.provideService(CallDeadline, Infinity),\n",
      by: "        Stream.provideService(CurrentRetryPolicy, policy ?? untilTaken(policy)),\n",
    },
  ],
  breaks: "a trouble that passes does not end a journey",
  says: "Throttled",
  runs: {
    journey: "export",
    starts: [{ after: 0, clockAhead: 0 }],
    timeout: undefined,
    deeds: ["throttled"],
    rate: 0.03,
  },
  within: 60,
}
