/** The shipped command looks at a job, with the flags of its launcher. */
import { measureStart } from "../../measureStart.ts"
import { launched } from "../../shipped.ts"
import { jobId } from "../calls/recordedJob.ts"

await measureStart(() => [launched, "get", jobId, "--kind", "write", "--json"])
