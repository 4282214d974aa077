import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "The library never writes that a journey is finished: the next night's one cannot begin.",
  changes: [
    {
      file: "transfer/journey/withJournal.ts",
      what: "    Stream.concat(finish(journal)),\n",
      by: "",
    },
  ],
  breaks: "a journey comes to its end",
  says: "JourneyDiffers",
  runs: { journey: "insert", rows: 8, nights: 2, deeds: [] },
  within: 3,
}
