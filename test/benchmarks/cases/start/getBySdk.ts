/** A script looks at the same job by Zoho's own SDK. */
import { fileURLToPath } from "node:url"
import { measureStart } from "../../measureStart.ts"
import { jobId } from "../calls/recordedJob.ts"

const script = fileURLToPath(new URL("../../start/sdk.ts", import.meta.url))

await measureStart((origin) => ["node", "--conditions=zoho-bulk-source", script, origin, jobId])
