import { outgoingRequest } from "../../connection/outgoingRequest.ts"
import type { Settings } from "../../settings/Settings.ts"
import { type JobKind, jobKinds } from "../../domain/JobKind.ts"
import type { OutgoingRequest } from "../../transport/OutgoingRequest.ts"
import { operations } from "../../wire/Operation.ts"
import { lookRequests } from "./lookRequests.ts"
import { writeResultUrl } from "./placeholders.ts"

const resultRequest = (jobId: string, kind: JobKind, settings: Settings): OutgoingRequest =>
  kind === "read"
    ? outgoingRequest(settings, operations.downloadReadResult, { jobId })
    : outgoingRequest(settings, operations.downloadWriteResult, { jobId, url: writeResultUrl(settings, jobId) })

/** What a download sends: a look at the job, and the request for its result; for each kind, where it is not known. */
export const downloadRequests = (
  jobId: string,
  kind: JobKind | undefined,
  settings: Settings,
): ReadonlyArray<OutgoingRequest> =>
  (kind === undefined ? jobKinds : [kind]).flatMap((each) => [
    ...lookRequests(jobId, each, settings),
    resultRequest(jobId, each, settings),
  ])
