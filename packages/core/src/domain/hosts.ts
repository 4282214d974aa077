import { type DataCenter, dataCenters, topLevelOf } from "./DataCenter.ts"
import type { Environment } from "./Environment.ts"

/**
 * What tells one data centre's hosts from another's, beside their top level.
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

/** The default hosts of a data centre, without scheme. */
export interface DataCenterHosts {
  readonly api: string
  readonly accounts: string
  readonly upload: string
  readonly download: string
}

const apiPrefix: Readonly<Record<Environment, string>> = {
  production: "www",
  sandbox: "sandbox",
  developer: "developer",
}

/** Returns the hosts that requests go to by default; only the API host depends on the environment (Zoho's SDK 8). */
export const hostsOf = (dataCenter: DataCenter, environment: Environment): DataCenterHosts => {
  const { uploadHost, zohoHost } = domainsOf(dataCenter)
  return {
    api: `${apiPrefix[environment]}.zohoapis.${topLevelOf(dataCenter)}`,
    accounts: `accounts.${zohoHost}`,
    upload: uploadHost,
    download: `download-accl.${zohoHost}`,
  }
}

/** Returns every host of a data centre that Zoho itself is known to send clients to: API, accounts, upload, download. */
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

/** Tells whether a URL's host is this machine, where plain `http` is harmless. */
export const isLoopback = (url: URL): boolean =>
  url.hostname === "localhost" || url.hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(url.hostname)
