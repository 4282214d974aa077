/** From the text of an answer to a typed job, every value of `raw` read once. */
import * as Result from "effect/Result"
import { parseJson } from "../../../../packages/core/src/wire/Json.ts"
import { decodeWriteJob } from "../../../../packages/core/src/wire/writeJob.ts"
import { printCost } from "./measured.ts"
import { readAll } from "./readAll.ts"
import { jobText } from "./recordedJob.ts"

await printCost(100, async (units) => {
  for (let unit = 0; unit < units; unit++) {
    const job = Result.getOrThrow(Result.flatMap(parseJson(jobText), decodeWriteJob))
    if (readAll(job.raw) === 0) throw new Error("There is nothing in it")
  }
})
