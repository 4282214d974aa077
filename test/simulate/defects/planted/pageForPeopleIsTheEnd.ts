import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "A page for people with status 200, where there should be an answer, ends a journey; a 502 does not.",
  changes: [
    {
      file: "connection/interpretAnswer.ts",
      what: "...(answer.status === 200 && /^",
      by: "...(answer.status === 0 && /^",
    },
  ],
  breaks: "a trouble that passes does not end a journey",
  says: "UnreadableAnswer",
  runs: { starts: [{ after: 0, clockAhead: 0 }], timeout: undefined, deeds: ["page"], rate: 0.03 },
  within: 60,
}
