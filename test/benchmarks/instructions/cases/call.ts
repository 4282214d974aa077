/** So many calls of `getJobDetails` against an `HttpClient` in memory. */
import { getJobDetails } from "@zoho-bulk/core"
import process from "node:process"
import { inMemory } from "../../cases/calls/memory.ts"
import { jobId } from "../../cases/calls/recordedJob.ts"
import { marked } from "../marked.ts"

const calls = Number(process.argv[2])
const zoho = inMemory()
const call = getJobDetails({ kind: "write", id: jobId })

await marked(async () => {
  for (let left = calls; left > 0; left--) await zoho.runPromise(call)
})
