import type { JobId } from "./JobId.ts"
import type { JobKind } from "./JobKind.ts"
import type { JobState } from "./JobState.ts"

/**
 * What somebody posted about a job, who may be Zoho: a hint, and not a proof.
 *
 * @category models
 */
export interface CallbackNotice {
  readonly jobId: JobId
  /** Absent where the notice does not say. */
  readonly kind?: JobKind
  readonly state: JobState
}
