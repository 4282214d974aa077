import process from "node:process"
import { BulkWrite } from "@zohocrm/typescript-sdk-8.0"
import { startSdk } from "../../support/zohoSdk.ts"

const [origin = "", id = ""] = process.argv.slice(2)
await startSdk(origin)
const response = await new BulkWrite.BulkWriteOperations().getBulkWriteJobDetails(id as never)
console.log(response)
