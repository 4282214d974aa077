import { outgoingRequest } from "../../connection/outgoingRequest.ts"
import type { Settings } from "../../settings/Settings.ts"
import { type JobKind, jobKinds } from "../../domain/JobKind.ts"
import type { OutgoingRequest } from "../../transport/OutgoingRequest.ts"
import { detailsOperation } from "../../wire/Operation.ts"

/** What a look at a job sends: one request, or one of each kind, the second where the first finds nothing. */
export const lookRequests = (
  jobId: string,
  kind: JobKind | undefined,
  settings: Settings,
): ReadonlyArray<OutgoingRequest> =>
  (kind === undefined ? jobKinds : [kind]).map((each) => outgoingRequest(settings, detailsOperation(each), { jobId }))

/** What stands between the requests for either kind. */
export const ifNotFound = (kind: JobKind | undefined): { readonly between?: string } =>
  kind === undefined ? { between: "and, if there is no such read job or the token may not look:" } : {}
