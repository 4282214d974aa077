/** The same by Zoho's own SDK. */
import { BulkWrite } from "@zohocrm/typescript-sdk-8.0"
import { startSdk } from "../../../support/zohoSdk.ts"
import { jobId } from "./recordedJob.ts"
import { printCallCost } from "./served.ts"

await printCallCost(async (origin) => {
  await startSdk(origin)
  const operations = new BulkWrite.BulkWriteOperations()
  return () => operations.getBulkWriteJobDetails(jobId)
})
