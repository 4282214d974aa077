import * as Schema from "effect/Schema"
import { couldNot, failureFields } from "./RequestContext.ts"

/** What kept a request from being answered, in words that do not depend on the runtime. */
export const NoAnswerReason = Schema.Literals([
  "connection refused",
  "connection reset",
  "host not found",
  "certificate not trusted",
  "certificate expired",
  "certificate of another host",
  "host speaks no TLS",
  "proxy wants a password",
  "proxy refuses",
  "connection failed",
])

/** @category errors */
export type NoAnswerReason = typeof NoAnswerReason.Type

const remedies: Readonly<Record<NoAnswerReason, string>> = {
  "connection refused":
    "Check that the host and port are right and that something listens there; where HTTPS_PROXY is set, at the proxy.",
  "connection reset": "Try again; if it goes on, look for a proxy or firewall in between.",
  "host not found": "Check the spelling of the host, the data centre, and this machine's name resolution.",
  "certificate not trusted":
    "If a company proxy inspects traffic, make its CA known: NODE_EXTRA_CA_CERTS=ca.pem on Node, DENO_CERT=ca.pem on Deno.",
  "certificate expired": "Set this machine's clock right; if it is, the host's owner has to renew the certificate.",
  "certificate of another host": "Check the spelling of the host, and whether something else answers in its place.",
  "host speaks no TLS":
    "Check the host and port; a server on this machine, such as zoho-bulk emulator, is named with http:// in place of https://.",
  "proxy wants a password":
    "Put name and password into the proxy's address: HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT.",
  "proxy refuses": "Correct HTTPS_PROXY, or put the host into NO_PROXY if it can be reached without a proxy.",
  "connection failed": "Check the network, and whether a proxy is needed (HTTPS_PROXY).",
}

/** What trying again does not change. */
const forGood: ReadonlyArray<NoAnswerReason> = [
  "certificate not trusted",
  "certificate expired",
  "certificate of another host",
  "host speaks no TLS",
  "proxy wants a password",
]

/** What may have happened after the request was sent. */
const underWay: ReadonlyArray<NoAnswerReason> = ["connection reset", "connection failed"]

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
  readonly isRetryable: boolean = !forGood.includes(this.reason)

  /** Whether there surely was no connection to send the request on. */
  readonly neverArrived: boolean = !underWay.includes(this.reason)

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
