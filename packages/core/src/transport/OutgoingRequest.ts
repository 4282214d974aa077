import type { HttpMethod } from "effect/http/HttpMethod"
import type { RequestContext } from "../failure/RequestContext.ts"
import type { RequestBody } from "./requestBody.ts"
import type { TrustedHosts } from "../settings/TrustedHosts.ts"

/** A request as it will be sent. `--explain` shows the same value that `send` takes. */
export interface OutgoingRequest {
  readonly context: RequestContext
  readonly method: HttpMethod
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: RequestBody
  /** Where the headers may go, redirects included. */
  readonly trusted: TrustedHosts
}
