import { outgoingRequest } from "../../connection/outgoingRequest.ts"
import type { Settings } from "../../settings/Settings.ts"
import type { OutgoingRequest } from "../../transport/OutgoingRequest.ts"
import { operations } from "../../wire/Operation.ts"

/** Asked for to see whether one may look at jobs: a job that no organisation has. */
export const noJob = "1"

/** What the doctor sends where all is well: whose the token is, and what it may look at. */
export const doctorRequests = (settings: Settings): ReadonlyArray<OutgoingRequest> => [
  outgoingRequest(settings, operations.getOrganization, {}),
  outgoingRequest(settings, operations.getReadJob, { jobId: noJob }),
  outgoingRequest(settings, operations.getWriteJob, { jobId: noJob }),
]
