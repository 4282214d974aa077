/** The same text by `JSON.parse` alone, every value read once. */
import { printCost } from "./measured.ts"
import { readAll } from "./readAll.ts"
import { jobText } from "./recordedJob.ts"

await printCost(100, async (units) => {
  for (let unit = 0; unit < units; unit++) {
    if (readAll(JSON.parse(jobText)) === 0) throw new Error("There is nothing in it")
  }
})
