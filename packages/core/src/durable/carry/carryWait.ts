import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { JobState } from "../../domain/JobState.ts"
import { waitForJob } from "../../jobs/waitForJob.ts"
import type { RequestOf } from "../JourneyRequest.ts"

/** How a job that was waited for has ended. */
export const WaitResult = Schema.Struct({ jobId: Schema.String, state: JobState })

/** Waits for a job that somebody else has ordered. */
export const carryWait = ({ jobId, jobKind }: RequestOf<"wait">) =>
  Effect.map(waitForJob({ kind: jobKind, id: jobId }), ({ job }) => ({ jobId, state: job.state }))
