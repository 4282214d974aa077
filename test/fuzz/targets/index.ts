import type { Target } from "../Target.ts"
import { callbackBodies } from "./callbackBodies.ts"
import { conditions } from "./conditions.ts"
import { csvRowsTarget } from "./csvRows.ts"
import { csvWritten } from "./csvWritten.ts"
import { errorBodies } from "./errorBodies.ts"
import { jobBodies } from "./jobBodies.ts"
import { journals } from "./journals.ts"
import { jsonDigits } from "./jsonDigits.ts"
import { ndjsonRows } from "./ndjsonRows.ts"
import { retryAfter } from "./retryAfter.ts"
import { signIns } from "./signIns.ts"
import { tokenFiles } from "./tokenFiles.ts"
import { tokenReplies } from "./tokenReplies.ts"
import { zipArchives } from "./zipArchives.ts"
import { zipInflated } from "./zipInflated.ts"
import { zipWritten } from "./zipWritten.ts"

/** Everything that reads what others wrote, as functions. */
export const targets: ReadonlyArray<Target> = [
  jobBodies,
  errorBodies,
  tokenReplies,
  callbackBodies,
  csvRowsTarget,
  csvWritten,
  zipArchives,
  zipInflated,
  zipWritten,
  ndjsonRows,
  jsonDigits,
  conditions,
  retryAfter,
  journals,
  signIns,
  tokenFiles,
]
