import * as Schema from "effect/Schema"
import { couldNot, failureFields } from "./RequestContext.ts"

/** What kept a request from being answered, in words that do not depend on the runtime. */
export const NoAnswerReason = Schema.Literals([
  "connection refused",
  "connection reset",
  "host not found",
  "certificate not trusted",
  "connection failed",
])

/** @category errors */
export type NoAnswerReason = typeof NoAnswerReason.Type

const remedies: Readonly<Record<NoAnswerReason, string>> = {
  "connection refused": "Check that the host and port are right and that something listens there.",
  "connection reset": "Try again; if it goes on, look for a proxy or firewall in between.",
  "host not found": "Check the spelling of the host, the data centre, and this machine's name resolution.",
  "certificate not trusted":
    "If a company proxy inspects traffic, make its CA known: NODE_EXTRA_CA_CERTS=ca.pem on Node, DENO_CERT=ca.pem on Deno.",
  "connection failed": "Check the network, and whether a proxy is needed (HTTPS_PROXY).",
}

/**
 * No answer came: the host could not be reached, or the connection broke before the answer was whole.
 *
 * @category errors
 */
export class NoAnswer extends Schema.TaggedError<NoAnswer>()("NoAnswer", {
  ...failureFields,
  reason: NoAnswerReason,
  /** The runtime's own words; they differ between Node and Deno. */
  cause: Schema.optionalKey(Schema.String),
}) {
  readonly isRetryable: boolean = this.reason !== "certificate not trusted"

  get remedy(): string {
    return remedies[this.reason]
  }

  get summary(): string {
    return `${couldNot(this.request)}: ${this.reason} (${new URL(this.request.url).host})`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
