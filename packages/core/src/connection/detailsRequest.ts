import type { JobId } from "../domain/JobId.ts"
import type { Operation } from "../wire/Operation.ts"
import type { OutgoingRequest } from "../transport/OutgoingRequest.ts"
import { trustedHosts } from "../transport/TrustedHosts.ts"
import type { Settings } from "./Settings.ts"
import { userAgent } from "./telemetry.ts"

/** Builds the request for an operation on a job; all but the token, which is added when it is sent. */
export const detailsRequest = (settings: Settings, operation: Operation, jobId: JobId): OutgoingRequest => {
  const { apiVersion, dataCenter, hosts } = settings
  const url = new URL(operation.path(apiVersion, jobId), hosts.api)
  return {
    context: { operation: operation.name, method: operation.method, url: url.href, apiVersion, dataCenter, jobId },
    method: operation.method,
    url,
    headers: { accept: "application/json", "user-agent": userAgent },
    trusted: trustedHosts(dataCenter, Object.values(hosts)),
  }
}
