import * as Schema from "effect/Schema"
import { couldNot, failureFields, operationOf } from "./RequestContext.ts"
import { dataCenterOfHost } from "../domain/hosts.ts"
import { Failure } from "./Failure.ts"
import { permissionToRead } from "./permissionToRead.ts"

/**
 * Why a request was not answered, in words that do not depend on the runtime.
 *
 * **Example** (Whether a proxy is to blame)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const isOfProxy = (reason: Failure.NoAnswerReason): boolean =>
 *   reason === "proxy wants a password" || reason === "proxy refuses"
 * ```
 *
 * @category errors
 */
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
    "Check that the host and port are right and that something listens there, or at the proxy if HTTPS_PROXY is set.",
  "connection reset": "Try again; if it persists, look for a proxy or firewall in between.",
  "host not found": "Check the spelling of the host, the data centre, and this machine's name resolution.",
  "certificate not trusted":
    "If a company proxy inspects traffic, make its CA known: NODE_EXTRA_CA_CERTS=ca.pem on Node, DENO_CERT=ca.pem on Deno.",
  "certificate expired": "Check this machine's clock; if it is right, the host's owner must renew the certificate.",
  "certificate of another host": "Check the spelling of the host, and whether something else answers in its place.",
  "host speaks no TLS":
    "Check the host and port; for a server on this machine, such as zoho-bulk emulator, use http:// instead of https://.",
  "proxy wants a password":
    "Put the name and password into the proxy's address: HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT.",
  "proxy refuses": "Correct HTTPS_PROXY, or put the host into NO_PROXY if it can be reached without a proxy.",
  "connection failed": "Check the network, and whether a proxy is needed (HTTPS_PROXY).",
}

/** Reasons that trying again does not change. */
const forGood: ReadonlyArray<NoAnswerReason> = [
  "certificate not trusted",
  "certificate expired",
  "certificate of another host",
  "host speaks no TLS",
  "proxy wants a password",
]

/** Reasons that may have arisen after the request was sent. */
const underWay: ReadonlyArray<NoAnswerReason> = ["connection reset", "connection failed"]

/**
 * No answer came: the host could not be reached, or the connection broke before the answer was complete. Transient
 * failures are retried automatically, unless that might order a job twice.
 *
 * **Example** (A certificate that is not trusted)
 *
 * ```ts
 * import { getJobDetails } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const job = (id: string) =>
 *   getJobDetails({ id }).pipe(
 *     Effect.tapErrorTag("NoAnswer", ({ cause, reason, remedy }) =>
 *       Effect.logError(reason, cause, remedy),
 *     ),
 *   )
 * ```
 *
 * @category errors
 */
export class NoAnswer extends Failure<NoAnswer>()("NoAnswer", {
  ...failureFields,
  /** Why the request was not answered. */
  reason: NoAnswerReason,
  /** The runtime's own words; they differ between Node and Deno. */
  cause: Schema.optionalKey(Schema.String),
  /** The HTTP status of the proxy's refusal, if the runtime reports it. */
  proxyStatus: Schema.optionalKey(Schema.Int),
  /** Whether the untrusted certificate is self-signed; only Node reports it. */
  isSelfSigned: Schema.optionalKey(Schema.Boolean),
  /** True if the runtime reports that connecting failed, so that no byte of the request was sent. */
  neverConnected: Schema.optionalKey(Schema.Boolean),
}) {
  readonly isRetryable: boolean = !forGood.includes(this.reason)

  /** Whether there was certainly no connection to send the request on. */
  readonly neverArrived: boolean = this.neverConnected === true || !underWay.includes(this.reason)

  get remedy(): string {
    return remedies[this.reason]
  }

  get summary(): string {
    return `${couldNot(this.request)}: ${this.reason} (${new URL(this.request.url).host})`
  }
}

/**
 * The answer did not arrive in time; or the access token did not, so that nothing was sent.
 *
 * **Example** (Whether to allow a call more time)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const inWords = ({ limit, limitMillis }: Failure.NoAnswerInTime): string =>
 *   `${limit} is ${limitMillis / 1_000} s`
 * ```
 *
 * @category errors
 */
export class NoAnswerInTime extends Failure<NoAnswerInTime>()("NoAnswerInTime", {
  ...failureFields,
  /**
   * The limit that ran out: `tryTimeout` for one try, `callTimeout` for all of them, `maxSilence` for
   * a body that stopped in the middle, `leastDownloadRate` for one that comes too slowly.
   */
  limit: Schema.Literals(["tryTimeout", "callTimeout", "maxSilence", "leastDownloadRate"]),
  /** The limit's value, in milliseconds. */
  limitMillis: Schema.Number,
  /** True if it was the access token that did not arrive in time. */
  isOfToken: Schema.optionalKey(Schema.Boolean),
}) {
  readonly isRetryable: boolean = true

  get remedy(): string {
    return `Try again later, or allow more time with ${this.limit}.`
  }

  get summary(): string {
    const what = this.isOfToken === true ? "access token" : `answer from ${new URL(this.request.url).host}`
    return `${couldNot(this.request)}: no ${what} within ${this.limitMillis / 1000} s (${this.limit})`
  }
}

/**
 * The runtime was not allowed to reach the host. Only Deno asks for such permission.
 *
 * **Example** (The permission to add)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const flag = ({ request }: Failure.HostNotPermitted): string =>
 *   `--allow-net=${new URL(request.url).host}`
 * ```
 *
 * @category errors
 */
export class HostNotPermitted extends Failure<HostNotPermitted>()("HostNotPermitted", failureFields) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    const { unreadable, url } = this.request
    return `Run with --allow-net=${new URL(url).host} added.${permissionToRead(unreadable)}`
  }

  get summary(): string {
    return `${couldNot(this.request)}: this program may not reach ${new URL(this.request.url).host}`
  }
}

/** The setting that a refused host would must be named by; with a token, Zoho names the API's host. */
const settingOf = {
  api: "--api-domain (ZOHO_API_DOMAIN)",
  accounts: "--api-domain (ZOHO_API_DOMAIN)",
  upload: "--upload-url (ZOHO_UPLOAD_URL)",
  download: "--download-url (ZOHO_DOWNLOAD_URL)",
} as const

/**
 * Zoho, or a server answering in its name, directed us to a host that must not receive the token. Nothing was sent
 * there.
 *
 * **Example** (An alert)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const alert = ({ origin, request }: Failure.HostNotTrusted): string =>
 *   `${request.url} leads to ${origin}`
 * ```
 *
 * @category errors
 */
export class HostNotTrusted extends Failure<HostNotTrusted>()("HostNotTrusted", {
  ...failureFields,
  /** Scheme and host of the refused address. */
  origin: Schema.String,
  /** The origins that may receive the token. */
  trustedHosts: Schema.Array(Schema.String),
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    const { host } = operationOf(this.request)
    const isOfToken = host === "accounts" && URL.canParse(this.origin)
    const other = isOfToken ? dataCenterOfHost(new URL(this.origin).hostname) : undefined
    if (other !== undefined && other !== this.request.dataCenter) {
      return `Your account is in ${other}: set ZOHO_DATA_CENTER=${other}. It is ${this.request.dataCenter} now.`
    }
    return `If ${this.origin} is yours, name it with ${settingOf[host]}. Trusted now: ${this.trustedHosts.join(", ")}.`
  }

  get summary(): string {
    return `${couldNot(this.request)}: the answer leads to ${this.origin}, which is not trusted with the access token`
  }
}

/**
 * An answer was larger than `Limits` allow.
 *
 * **Example** (The limit to raise)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const inWords = ({ limit, max }: Failure.LimitExceeded): string => `${limit} is ${max}`
 * ```
 *
 * @category errors
 */
export class LimitExceeded extends Failure<LimitExceeded>()("LimitExceeded", {
  ...failureFields,
  /** The name of the limit, as in `Limits`. */
  limit: Schema.Literals(["maxAnswerBytes", "maxAnswerDepth", "maxDownloadBytes"]),
  /** The limit's value: bytes, or levels of nesting. */
  max: Schema.Number,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return `If such an answer is right, raise ${this.limit} above ${this.max}.`
  }

  get summary(): string {
    const what = this.limit === "maxAnswerDepth" ? `nests deeper than ${this.max}` : `is larger than ${this.max} bytes`
    return `${couldNot(this.request)}: the answer ${what} (${this.limit})`
  }
}

/**
 * An answer came, but it makes no sense: it is not JSON, has no body, lacks what a job must have, or is about another
 * job.
 *
 * **Example** (A sign-in page that answers in Zoho's place)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const isWebPage = ({ excerpt = "" }: Failure.UnreadableAnswer): boolean =>
 *   excerpt.trimStart().startsWith("<")
 * ```
 *
 * @category errors
 */
export class UnreadableAnswer extends Failure<UnreadableAnswer>()("UnreadableAnswer", {
  ...failureFields,
  /** What is wrong, with the path of the offending part, shortened. */
  problem: Schema.String,
  /** The beginning of the answer, for a report; absent if it was empty or could be parsed. */
  excerpt: Schema.optionalKey(Schema.String),
  /** True if something in between has mixed up the answer or answered in Zoho's place, which may pass. */
  mayPass: Schema.optionalKey(Schema.Boolean),
}) {
  readonly isRetryable: boolean = this.mayPass === true

  get remedy(): string {
    return "Check that the host is Zoho's API and no proxy or sign-in page answers in its place; otherwise report it."
  }

  get summary(): string {
    return `${couldNot(this.request)}: the answer (HTTP ${this.httpStatus}) makes no sense: ${this.problem}`
  }
}
