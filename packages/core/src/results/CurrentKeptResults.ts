import * as Context from "effect/Context"
import type { ResultStaging } from "./ResultStaging.ts"

/** Keeps archives of results until somebody removes them: what is kept of a job is not downloaded again. */
export interface KeptResults {
  readonly ofJob: (jobId: string) => ResultStaging["Service"]
}

/** Where results are kept beyond the process that downloads them; by default nowhere. */
export const CurrentKeptResults = Context.Reference<KeptResults | undefined>(
  "@zoho-bulk/core/results/CurrentKeptResults",
  { defaultValue: () => undefined },
)
