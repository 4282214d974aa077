import { type DataCenter, dataCenters, topLevelOf } from "./DataCenter.ts"
import type { Environment } from "./Environment.ts"

/**
 * What distinguishes one data centre's hosts from another's, apart from their top-level domain.
 *
 * `zohoHost` follows `accounts.`, `upload.` and `download-accl.`; Canada's is another domain altogether (Zoho's SDK 8
 * route table, and its multi-dc page). `uploadHost` is where the SDKs send files.
 */
interface Domains {
  readonly zohoHost: string
  readonly uploadHost: string
}

const exceptions: Readonly<Partial<Record<DataCenter, Partial<Domains>>>> = {
  ca: { zohoHost: "zohocloud.ca", uploadHost: "upload.zohocloud.ca" },
  sa: { uploadHost: "files.zoho.sa" },
}

const domainsOf = (dataCenter: DataCenter): Domains => {
  const topLevel = topLevelOf(dataCenter)
  return {
    zohoHost: `zoho.${topLevel}`,
    uploadHost: `content.zohoapis.${topLevel}`,
    ...exceptions[dataCenter],
  }
}

/**
 * The default hosts of a data centre, without scheme.
 *
 * **Example** (The upload host)
 *
 * ```ts
 * import { type DataCenterHosts, hostsOf } from "@zoho-bulk/core/runtime"
 *
 * const uploadHost = ({ upload }: DataCenterHosts): string => upload
 *
 * export const inEurope = uploadHost(hostsOf("eu", "production"))
 * ```
 *
 * @category models
 */
export interface DataCenterHosts {
  /** The host of the API, such as `www.zohoapis.eu`. */
  readonly api: string
  /** The host that issues tokens, such as `accounts.zoho.eu`. */
  readonly accounts: string
  /** The host for uploads. */
  readonly upload: string
  /** The host for the results of write jobs. */
  readonly download: string
}

const apiPrefix: Readonly<Record<Environment, string>> = {
  production: "www",
  sandbox: "sandbox",
  developer: "developer",
}

/**
 * Returns the hosts that requests go to by default; only the API host depends on the environment (Zoho's SDK 8).
 *
 * **Example** (The API host of a sandbox in Europe)
 *
 * ```ts
 * import { hostsOf } from "@zoho-bulk/core/runtime"
 *
 * export const { api } = hostsOf("eu", "sandbox")
 * ```
 *
 * @category configuration
 */
export const hostsOf = (dataCenter: DataCenter, environment: Environment): DataCenterHosts => {
  const { uploadHost, zohoHost } = domainsOf(dataCenter)
  return {
    api: `${apiPrefix[environment]}.zohoapis.${topLevelOf(dataCenter)}`,
    accounts: `accounts.${zohoHost}`,
    upload: uploadHost,
    download: `download-accl.${zohoHost}`,
  }
}

/**
 * Returns every host of a data centre that Zoho itself is known to send clients to: API, accounts, upload, download.
 *
 * **Example** (The Deno permission that suffices for Europe)
 *
 * ```ts
 * import { zohoHostsOf } from "@zoho-bulk/core/runtime"
 *
 * export const flag = `--allow-net=${zohoHostsOf("eu").join(",")}`
 * ```
 *
 * @category configuration
 */
export const zohoHostsOf = (dataCenter: DataCenter): ReadonlyArray<string> => {
  const topLevel = topLevelOf(dataCenter)
  const { uploadHost, zohoHost } = domainsOf(dataCenter)
  return [
    ...new Set([
      ...["www.", "sandbox.", "developer.", "content.", ""].map((prefix) => `${prefix}zohoapis.${topLevel}`),
      ...["accounts", "upload", "upload-accl", "download", "download-accl"].map((name) => `${name}.${zohoHost}`),
      uploadHost,
    ]),
  ]
}

/** Finds the data centre that a host name belongs to, if it is one of Zoho's. */
export const dataCenterOfHost = (host: string): DataCenter | undefined =>
  dataCenters.find((dataCenter) => zohoHostsOf(dataCenter).includes(host))

/** Finds the environment that an API host name belongs to, if it is one of Zoho's API hosts. */
export const environmentOfHost = (host: string): Environment | undefined => {
  const dataCenter = dataCenterOfHost(host)
  if (dataCenter === undefined) return undefined
  if (host === `zohoapis.${topLevelOf(dataCenter)}`) return "production"
  return (["production", "sandbox", "developer"] as const).find(
    (environment) => hostsOf(dataCenter, environment).api === host,
  )
}

/**
 * Checks whether a URL's host is this machine, so that plain `http` is harmless.
 *
 * **Example** (An emulator on a port)
 *
 * ```ts
 * import { isLoopback } from "@zoho-bulk/core/runtime"
 *
 * export const isHere = isLoopback(new URL("http://127.0.0.1:8080"))
 * ```
 *
 * @category predicates
 */
export const isLoopback = (url: URL): boolean =>
  /^(localhost\.?|127\.\d+\.\d+\.\d+|\[::(1|ffff:7f..:\w+)\])$/.test(url.hostname)

/**
 * Checks whether a request to a URL stays on this machine. In addition to `isLoopback`, this covers names that are not
 * trusted with plain `http`: `app.localhost`, which some resolvers look up on the network, and the addresses that stand
 * for any of the machine's own.
 *
 * **Example** (A server that listens on all addresses)
 *
 * ```ts
 * import { isThisMachine } from "@zoho-bulk/core/runtime"
 *
 * export const isHere = isThisMachine(new URL("https://0.0.0.0:8443"))
 * ```
 *
 * @category predicates
 */
export const isThisMachine = (url: URL): boolean =>
  isLoopback(url) || /\.localhost\.?$|^0\.0\.0\.0$|^\[::(?:ffff:0:0)?\]$/.test(url.hostname)
