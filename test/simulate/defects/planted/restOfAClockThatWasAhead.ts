import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found:
    "What is written down as wall-clock time is believed when the clock is set back: a rest of the accounts host never ends.",
  changes: [
    {
      file: "auth/TokenRecord.ts",
      what: "return since <= now && until - since <= longestLife ? rest : undefined",
      by: "return since <= Infinity ? { ...rest, until } : undefined",
    },
  ],
  breaks: "a journey comes to its end",
  says: "takes too long",
  runs: { timeout: undefined, auth: "renewed", deeds: ["throttled", "set-clock"], rate: 0.08 },
  within: 60,
  first: 25,
}
