import { settingNames } from "../../settings/settingNames.ts"
import type { Settings } from "../../settings/Settings.ts"
import { dataCenterOfHost, hostsOf, isLoopback } from "../../domain/hosts.ts"
import type { NoAnswer, NoAnswerInTime, NoAnswerReason } from "../../failure/Unreached.ts"
import { operationOf } from "../../failure/RequestContext.ts"
import { type CommandFailure, exitCode } from "../failure/ExitCode.ts"
import { type Check, fromFailure, wrong } from "./Check.ts"
import type { ProxyInForce } from "./proxyInForce.ts"

/** What lies between this machine and Zoho. */
export interface Network {
  readonly settings: Settings
  /** What the reader types to start the command. */
  readonly startedAs: string
  readonly proxy: ProxyInForce | undefined
  /** Whether Zoho is emulated in this process, so that there is no network at all. */
  readonly isEmulated?: boolean
}

/** The layers of a connection, in the order in which they are needed. */
export const layers = ["Proxy", "Name resolution", "TLS", "API host"] as const

/** Which layer broke, what it did, and what to do about it. */
export interface BrokenLine {
  readonly layer: (typeof layers)[number]
  readonly found: string
  readonly remedy: string
}

type Reason = NoAnswerReason | "no answer in time"

interface Fault extends Partial<Pick<NoAnswer, "isSelfSigned" | "proxyStatus">> {
  readonly reason: Reason
}

const settingOf = { api: "apiDomain", accounts: "accountsUrl", upload: "uploadUrl", download: "downloadUrl" } as const

const atProxy = (
  reason: Reason,
  status: number | undefined,
  url: URL,
  { hasPassword, host, variable }: ProxyInForce,
  hosts: string,
) => {
  const named = `${host}, which ${variable} names,`
  const found: Partial<Record<Reason, string>> = {
    "connection refused": `nothing listens at ${host}, which ${variable} names`,
    "host not found": `${named} is not found`,
    "proxy wants a password": `${named} requires ${hasPassword ? "another" : "a"} name and password (HTTP 407)`,
    "proxy refuses": `${named} refuses to connect to ${url.host}${status === undefined ? "" : ` (HTTP ${status})`}`,
    "no answer in time": `${named} returned no answer from ${url.host}`,
  }
  return {
    layer: "Proxy" as const,
    found: found[reason] ?? `${named} lost the connection to ${url.host}`,
    remedy:
      reason === "proxy wants a password"
        ? `Set ${variable}=http://NAME:PASSWORD@${host}, with a name and password that the proxy accepts.`
        : `Correct ${variable}; or, if no proxy is needed, add ${hosts} to NO_PROXY.`,
  }
}

const trustTheCa =
  "Trust the company's CA: NODE_EXTRA_CA_CERTS=ca.pem on Node, DENO_CERT=ca.pem on Deno. If the system trusts it already: " +
  "NODE_USE_SYSTEM_CA=1 on Node, DENO_TLS_CA_STORE=system on Deno."

const anotherAnswers =
  "Sign in to this network with a browser, or use another network: something in it answers in Zoho's place."

const atCertificate = (
  reason: Reason,
  isSelfSigned: boolean,
  host: string,
  correct: string,
): BrokenLine | undefined => {
  const layer = "TLS"
  if (reason === "certificate expired") {
    const remedy = "Set this machine's clock; if it is right already, the owner of the certificate must renew it."
    return { layer, found: `the certificate of ${host} is not valid at this machine's time`, remedy }
  }
  if (reason === "certificate of another host") {
    const remedy = dataCenterOfHost(host) === undefined ? correct : anotherAnswers
    return { layer, found: `the server that answers for ${host} has the certificate of another host`, remedy }
  }
  if (reason !== "certificate not trusted") return undefined
  const signed = isSelfSigned ? "self-signed" : "signed by a CA that this machine does not know"
  return { layer, found: `the certificate of ${host} is ${signed}`, remedy: trustTheCa }
}

const withoutTls = (url: URL, settingName: string, correct: string): BrokenLine => {
  const toZoho = dataCenterOfHost(url.hostname) === undefined ? correct : anotherAnswers
  return {
    layer: "TLS",
    found: `${url.host} does not use TLS`,
    remedy: isLoopback(url) ? `Set ${settingName} to http://${url.host}, with http:// in place of https://.` : toZoho,
  }
}

const onTheWay = (reason: Reason, url: URL, correct: string): BrokenLine => {
  const layer = reason === "host not found" ? "Name resolution" : "API host"
  const found: Partial<Record<Reason, string>> = {
    "host not found": `${url.hostname}: host not found`,
    "connection refused": `nothing listens at ${url.host}`,
    "no answer in time": `${url.host} does not answer in time`,
  }
  const open = `Allow ${url.host} in this network's firewall; if a proxy leads out, set HTTPS_PROXY to it.`
  const connect = "Connect this machine to the network; if a proxy leads out of it, set HTTPS_PROXY to it."
  const isZohos = dataCenterOfHost(url.hostname) !== undefined
  const remedy = !isZohos ? correct : layer === "Name resolution" ? connect : open
  return { layer, found: found[reason] ?? `the connection to ${url.host} broke (${reason})`, remedy }
}

/** Finds the layer that kept a host from answering, as far as the runtime tells. */
export const brokenLine = (failure: NoAnswer | NoAnswerInTime, { proxy, settings, startedAs }: Network): BrokenLine => {
  const url = new URL(failure.request.url)
  const { host } = operationOf(failure.request)
  const { flag, variable } = settingNames[settingOf[host]]
  const settingName = `--${flag} (${variable})`
  const {
    isSelfSigned = false,
    proxyStatus,
    reason,
  }: Fault = failure._tag === "NoAnswer" ? failure : { reason: "no answer in time" }
  const correct = isLoopback(url)
    ? `Start the server that ${settingName} names, such as: ${startedAs} emulator --port ${url.port}`
    : `Correct ${settingName}: Zoho's is ${hostsOf(settings.dataCenter, settings.environment)[host]}.`
  const certificate = atCertificate(reason, isSelfSigned, url.hostname, correct)
  if (certificate !== undefined) return certificate
  if (proxy?.isFor(url) === true) {
    const hosts = [...new Set(Object.values(settings.hosts).map(({ hostname }) => hostname))].join(",")
    return atProxy(reason, proxyStatus, url, proxy, hosts)
  }
  if (reason === "proxy refuses" || reason === "proxy wants a password") {
    return {
      layer: "Proxy",
      found: `a proxy that is not named by a readable variable: ${reason}`,
      remedy: failure.remedy,
    }
  }
  if (reason === "host speaks no TLS") return withoutTls(url, settingName, correct)
  return onTheWay(reason, url, correct)
}

/** What a failure says, as a finding; one of the line between names what broke. */
export const diagnose = (name: string, failure: CommandFailure, network: Network): Check => {
  if (failure._tag !== "NoAnswer" && failure._tag !== "NoAnswerInTime") return fromFailure(name, failure)
  const { found, remedy } = brokenLine(failure, network)
  return wrong(name, found, remedy, exitCode.unreachable)
}
