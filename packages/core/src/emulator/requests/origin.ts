import type * as HttpServerRequest from "effect/http/HttpServerRequest"
import type { DataCenter } from "../../domain/DataCenter.ts"
import { dataCenterOfHost, hostsOf } from "../../domain/hosts.ts"
import type { HostRole } from "./route.ts"

/** Where a request was sent to: one of Zoho's hosts, or a port that is all of them. */
export interface Origin {
  readonly url: URL
  /** The data centre of the host, where it is one of Zoho's. */
  readonly dataCenter: DataCenter | undefined
}

/** Reads where a request was sent to; in process its address is whole, on a port the host is in a header. */
export const originOf = ({ headers, originalUrl }: HttpServerRequest.HttpServerRequest): Origin | undefined => {
  const whole = /^https?:\/\//i.test(originalUrl) ? originalUrl : `http://${headers.host ?? "localhost"}${originalUrl}`
  if (!URL.canParse(whole)) return undefined
  const url = new URL(whole)
  return { url, dataCenter: dataCenterOfHost(url.hostname) }
}

const roleOf = (host: string): HostRole => {
  if (host.startsWith("accounts.")) return "accounts"
  if (/^download(?:-accl)?\./.test(host)) return "download"
  return /^(?:content|upload|upload-accl|files)\./.test(host) ? "upload" : "api"
}

/** Checks whether a host answers for a kind of server; a port does for all. */
export const answersFor = ({ dataCenter, url }: Origin, role: HostRole): boolean =>
  dataCenter === undefined || roleOf(url.hostname) === role

/** Where links of a kind lead: to Zoho's host of the same data centre, or back to the port. */
export const linkTo = ({ dataCenter, url }: Origin, role: "api" | "download"): string =>
  dataCenter === undefined ? url.origin : `https://${hostsOf(dataCenter, "production")[role]}`
