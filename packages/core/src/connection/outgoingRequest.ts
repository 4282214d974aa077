import * as Option from "effect/Option"
import type { Operation } from "../wire/Operation.ts"
import type { OutgoingRequest } from "../transport/OutgoingRequest.ts"
import type { RequestBody } from "../transport/requestBody.ts"
import { trustedHosts, type TrustedHosts } from "../settings/TrustedHosts.ts"
import type { Settings } from "../settings/Settings.ts"
import { userAgent } from "../transport/userAgent.ts"

/**
 * What a request is about, in addition to its operation.
 *
 * **Example** (The result of a job, at the address that Zoho named)
 *
 * ```ts
 * import type { RequestDetails } from "@zoho-bulk/core/runtime"
 *
 * export const details = (jobId: string, url: URL): RequestDetails => ({
 *   jobId,
 *   url,
 *   headers: { accept: "application/zip" },
 * })
 * ```
 *
 * @category models
 */
export interface RequestDetails {
  /** The job that it is about, if any. */
  readonly jobId?: string
  /** The module that it is about, if any. */
  readonly module?: string
  /** The query parameters. */
  readonly query?: Readonly<Record<string, string>>
  /** The URL, if Zoho named it itself. */
  readonly url?: URL
  /** Headers in addition to those that every request has. */
  readonly headers?: Readonly<Record<string, string>>
  /** The body; absent for a request without one. */
  readonly body?: RequestBody
}

/** Scheme, host and path: the parts of a URL that may be shown. */
const shown = (url: URL): string => `${url.origin}${url.pathname}`

/**
 *  Where a connection may lead: the same for all of its requests.
 */
export const trustedBy = ({ dataCenter, hosts }: Settings): TrustedHosts =>
  trustedHosts(dataCenter, Object.values(hosts))

/** Builds the request for an operation, without the token, which is added when it is sent. */
export const outgoingRequest = (
  settings: Settings,
  operation: Operation,
  { body, headers, jobId, module, query, url: given }: RequestDetails,
  trusted: TrustedHosts = trustedBy(settings),
): OutgoingRequest => {
  const { apiVersion, dataCenter, hosts, unreadable = [] } = settings
  const url = given ?? new URL(operation.path?.(apiVersion, jobId ?? module ?? "") ?? "/", hosts[operation.host])
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
  return {
    context: {
      operation: operation.name,
      method: operation.method,
      url: shown(url),
      apiVersion,
      dataCenter,
      ...(jobId === undefined ? {} : { jobId }),
      ...(module === undefined ? {} : { module }),
      ...(unreadable.length === 0 ? {} : { unreadable }),
    },
    method: operation.method,
    url,
    headers: { accept: "application/json", "user-agent": userAgent, ...headers },
    trusted,
    ...(body === undefined ? {} : { body }),
  }
}

/** Directs a request to the API host that Zoho named with the token, if nobody chose another. */
export const atTokensDomain = (
  { followsToken, hosts }: Settings,
  request: OutgoingRequest,
  apiDomain: Option.Option<URL>,
): OutgoingRequest => {
  if (followsToken !== true || Option.isNone(apiDomain) || request.url.origin !== hosts.api.origin) return request
  const url = new URL(request.url.pathname + request.url.search, apiDomain.value)
  return { ...request, url, context: { ...request.context, url: shown(url) } }
}
