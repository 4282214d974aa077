/** A bare script fetches the same once. */
import { fileURLToPath } from "node:url"
import { measureStart } from "../../measureStart.ts"
import { jobId } from "../calls/recordedJob.ts"

const script = fileURLToPath(new URL("../../start/bare.mjs", import.meta.url))

await measureStart((origin) => ["node", script, origin, jobId])
