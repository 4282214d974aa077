import * as Predicate from "effect/Predicate"
import type { NoAnswerReason } from "../failure/Unreached.ts"

/** What a runtime's error says about a connection that failed. */
export interface TransportFault {
  readonly reason: NoAnswerReason | "not permitted"
  /** The runtime's own words. */
  readonly words: string
  /** The HTTP status of the proxy's refusal, if the runtime reports it. */
  readonly proxyStatus?: number
  /** Whether the certificate that is not trusted is self-signed; only Node reports it. */
  readonly isSelfSigned?: boolean
  /** Whether it was connecting that failed. */
  readonly neverConnected?: boolean
}

const mostCauses = 8

/** The error and what caused it, outermost first; both runtimes nest the interesting one. */
const causesOf = (error: unknown): ReadonlyArray<object> => {
  const found: Array<object> = []
  const open: Array<unknown> = [error]
  while (open.length > 0 && found.length < mostCauses) {
    const next = open.shift()
    if (!Predicate.isObjectKeyword(next) || found.includes(next)) continue
    found.push(next)
    if ("reason" in next) open.push(next.reason)
    if ("cause" in next) open.push(next.cause)
    if ("errors" in next && Array.isArray(next.errors)) open.push(...next.errors)
  }
  return found
}

const wordsOf = ({ code, message, name }: { readonly [Key in "code" | "message" | "name"]?: unknown }): string =>
  [name, code, message].filter(Predicate.isString).join(" ")

/** Words of Node and Deno for each reason, in the order in which they are looked for. */
const signs: ReadonlyArray<readonly [RegExp, TransportFault["reason"]]> = [
  [/\bNotCapable\b/, "not permitted"],
  [/proxy authentication required|ERR_PROXY_TUNNEL.*HTTP\/1\.\d 407/i, "proxy wants a password"],
  [/ERR_PROXY_TUNNEL|unsuccessful tunnel|while tunneling/, "proxy refuses"],
  [/ECONNREFUSED|connection refused/i, "connection refused"],
  [/ENOTFOUND|EAI_AGAIN|failed to lookup address|dns error/i, "host not found"],
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|wrong version number|packet length too long|InvalidContentType/,
    "host speaks no TLS",
  ],
  [
    /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|peer certificate: (?:Expired|NotValidYet)|certificate expired/,
    "certificate expired",
  ],
  [/ERR_TLS_CERT_ALTNAME_INVALID|certificate not valid for name|NotValidForName/, "certificate of another host"],
  [/CERT|UNABLE_TO_VERIFY|certificate/, "certificate not trusted"],
  [
    /ECONNRESET|EPIPE|UND_ERR_SOCKET|aborted|connection reset|closed before message|end of file|unexpected eof|incomplete|reading a body|decoding response body|chunk size|terminated/i,
    "connection reset",
  ],
]

/** What the runtimes say of connecting alone, before a byte of the request can have left: Node names the system call. Fetch refuses some ports. */
const connecting =
  /\b(?:connect|bind|getaddrinfo) E[A-Z]|client error \(Connect\)|tcp connect error|before secure TLS connection was established|handshake failure|port \d+ are blocked|\bbad port\b/

/** All that an error and its causes say. */
export const errorWords = (error: unknown): string => causesOf(error).map(wordsOf).join("; ")

/** Puts a runtime's error into words that are the same on every runtime. */
export const transportFault = (error: unknown): TransportFault => {
  const words = errorWords(error)
  const reason = signs.find(([sign]) => sign.test(words))?.[1] ?? "connection failed"
  const proxyStatus = reason === "proxy refuses" ? / HTTP\/1\.\d (\d{3})/.exec(words)?.[1] : undefined
  return {
    reason,
    words,
    ...(proxyStatus === undefined ? {} : { proxyStatus: Number(proxyStatus) }),
    ...(reason === "certificate not trusted" && words.includes("DEPTH_ZERO_SELF_SIGNED_CERT")
      ? { isSelfSigned: true }
      : {}),
    ...(connecting.test(words) ? { neverConnected: true } : {}),
  }
}
