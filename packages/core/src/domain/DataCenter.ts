import * as Schema from "effect/Schema"
import type { Environment } from "./Environment.ts"

/** Zoho's data centres, by the short name that Zoho uses in `location`. */
export const dataCenters = ["us", "eu", "in", "au", "jp", "cn", "ca", "sa", "uk", "ae"] as const

/**
 * One of Zoho's data centres. An account lives in exactly one, and a token of one is refused by all others.
 *
 * @category models
 */
export const DataCenter = Schema.Literals(dataCenters)

/** @category models */
export type DataCenter = typeof DataCenter.Type

/** The data centre used where none is set. */
export const defaultDataCenter: DataCenter = "us"

/**
 * What tells one data centre's hosts from another's.
 *
 * `zohoHost` follows `accounts.`, `upload.` and `download-accl.`; Canada's is another domain altogether (Zoho's SDK 8
 * route table, and its multi-dc page). `uploadHost` is where the SDKs send files.
 */
interface Domains {
  readonly topLevel: string
  readonly zohoHost: string
  readonly uploadHost: string
}

const usual = (topLevel: string): Domains => ({
  topLevel,
  zohoHost: `zoho.${topLevel}`,
  uploadHost: `content.zohoapis.${topLevel}`,
})

const domains: Readonly<Record<DataCenter, Domains>> = {
  us: usual("com"),
  eu: usual("eu"),
  in: usual("in"),
  au: usual("com.au"),
  jp: usual("jp"),
  cn: usual("com.cn"),
  ca: { topLevel: "ca", zohoHost: "zohocloud.ca", uploadHost: "upload.zohocloud.ca" },
  sa: { ...usual("sa"), uploadHost: "files.zoho.sa" },
  uk: usual("uk"),
  ae: usual("ae"),
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
  const { topLevel, uploadHost, zohoHost } = domains[dataCenter]
  return {
    api: `${apiPrefix[environment]}.zohoapis.${topLevel}`,
    accounts: `accounts.${zohoHost}`,
    upload: uploadHost,
    download: `download-accl.${zohoHost}`,
  }
}

/** Returns every host of a data centre that Zoho itself is known to send clients to: API, accounts, upload, download. */
export const zohoHostsOf = (dataCenter: DataCenter): ReadonlyArray<string> => {
  const { topLevel, uploadHost, zohoHost } = domains[dataCenter]
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
  if (host === `zohoapis.${domains[dataCenter].topLevel}`) return "production"
  return (["production", "sandbox", "developer"] as const).find(
    (environment) => hostsOf(dataCenter, environment).api === host,
  )
}

/**
 * Reads a data centre in the spellings in use: `us`, `com`, `.com.au`, `USDataCenter`, `EU`. Returns `undefined` for
 * anything else.
 */
export const parseDataCenter = (input: string): DataCenter | undefined => {
  const spelled = input
    .trim()
    .toLowerCase()
    .replace(/^\./, "")
    .replace(/[\s_-]?data[\s_-]?cent(er|re)$/, "")
  return dataCenters.find((name) => name === spelled || domains[name].topLevel === spelled)
}
