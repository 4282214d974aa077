import type { JobId } from "./JobId.ts"
import type { JobKind } from "./JobKind.ts"
import type { JobState } from "./JobState.ts"

/**
 * A callback about a job. It may not come from Zoho, so it is a hint, not proof.
 *
 * @category models
 */
export interface CallbackNotice {
  readonly jobId: JobId
  /** Absent if the callback does not name it. */
  readonly kind?: JobKind
  readonly state: JobState
}
