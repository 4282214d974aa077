/**
 * A program of its own: Zoho's SDK asks the origin in its arguments for the details of a job, or for its result, and writes what came of it as JSON.
 */
import process from "node:process"
import * as Z from "@zohocrm/typescript-sdk-8.0"
import { startSdk } from "../zohoSdk.ts"
import { jobId } from "./answers.ts"

const [, , origin = "", asked = "details"] = process.argv

const tell = (ends: string): void => {
  console.log(JSON.stringify({ ends, peak: process.resourceUsage().maxRSS / 1_024 }))
}

process.on("uncaughtException", (error) => {
  tell(`crash: ${error.message}`)
  process.exit(1)
})

await startSdk(origin)

const operations = new Z.BulkRead.BulkReadOperations()

/** What the answer was made into, and whether it is the job that was asked for. */
const look = async (): Promise<string> => {
  const answer = await operations.getBulkReadJobDetails(BigInt(jobId))
  const made = answer.getObject() as unknown as Z.BulkRead.ResponseWrapper | Z.BulkRead.APIException | null
  if (made === null) return "nothing"
  if (!("getData" in made)) return made.constructor.name
  const id = String(made.getData()[0]?.getId())
  return id === jobId ? "ok" : `ok, with job ${id}`
}

/** Reads the result to its end, as bytes: the SDK has no more to do with it. */
const download = async (): Promise<string> => {
  const answer = await operations.downloadResult(BigInt(jobId))
  const made = answer.getObject() as unknown as Z.BulkRead.FileBodyWrapper | Z.BulkRead.APIException | null
  if (made === null) return "nothing"
  if (!("getFile" in made)) return made.constructor.name
  const content: unknown = made.getFile().getStream()
  return `ok, ${content instanceof Uint8Array ? `${content.byteLength} bytes` : "not held in memory"}`
}

try {
  tell(await (asked === "result" ? download() : look()))
} catch (error) {
  tell(error instanceof Error ? error.constructor.name : String(error))
}
process.exit(0)
