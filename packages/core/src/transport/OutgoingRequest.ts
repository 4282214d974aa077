import type { HttpMethod } from "effect/http/HttpMethod"
import type { RequestContext } from "../failure/RequestContext.ts"
import type { RequestBody } from "./requestBody.ts"
import type { TrustedHosts } from "../settings/TrustedHosts.ts"

/** A request as it will be sent. `--explain` shows the same value that `send` takes. */
export interface OutgoingRequest {
  /** What is asked, for messages: no secret is in it. */
  readonly context: RequestContext
  /** The HTTP method. */
  readonly method: HttpMethod
  /** The whole address. */
  readonly url: URL
  /** The headers; the token is among them once the request goes out. */
  readonly headers: Readonly<Record<string, string>>
  /** What goes with it; absent for a request without a body. */
  readonly body?: RequestBody
  /** Where the headers may go, redirects included. */
  readonly trusted: TrustedHosts
}
