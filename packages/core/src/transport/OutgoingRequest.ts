import type { HttpMethod } from "effect/http/HttpMethod"
import type * as Stream from "effect/Stream"
import type { RequestContext } from "../failure/RequestContext.ts"
import type { TrustedHosts } from "../settings/TrustedHosts.ts"

/** What goes with a request: text, or bytes as they come, of a known length where it can be had. */
export type RequestBody =
  | { readonly type: string; readonly text: string }
  | { readonly type: string; readonly bytes: Stream.Stream<Uint8Array, unknown>; readonly length?: number }

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
