import * as Result from "effect/Result"
import { type ApiVersion, defaultApiVersion } from "../domain/ApiVersion.ts"
import { type DataCenter, defaultDataCenter } from "../domain/DataCenter.ts"
import { hostsOf, isLoopback } from "../domain/hosts.ts"
import { defaultEnvironment, type Environment } from "../domain/Environment.ts"
import type { InvalidSettings } from "../failure/InvalidSettings.ts"
import type { ParsedSettings } from "./parseSetting.ts"
import { claimOf, readLevel, type SettingsLevel } from "./SettingsLevel.ts"

/**
 * The hosts that a connection calls, each as an origin.
 *
 * **Example** (Which hosts a firewall must let through)
 *
 * ```ts
 * import type { Settings } from "@zoho-bulk/core"
 *
 * export const hostNames = ({ accounts, api, download, upload }: Settings.Hosts) =>
 *   new Set([api, accounts, upload, download].map(({ host }) => host))
 * ```
 *
 * @category configuration
 */
export interface Hosts {
  /** The API: orders, details and results of read jobs. */
  readonly api: URL
  /** Where tokens come from. */
  readonly accounts: URL
  /** Where files are uploaded. */
  readonly upload: URL
  /** Where the results of write jobs are fetched. */
  readonly download: URL
}

/**
 * Where a connection leads, and which version of the API it uses, once every option is settled.
 *
 * **Example** (Where this connection leads)
 *
 * ```ts
 * import { type Settings, ZohoConnection } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * const inWords = ({ apiVersion, hosts }: Settings.Settings) => `${hosts.api.host}, ${apiVersion}`
 *
 * export const leadsTo = Effect.map(ZohoConnection, ({ settings }) => inWords(settings))
 * ```
 *
 * @category configuration
 */
export interface Settings {
  /** The data centre of the account. */
  readonly dataCenter: DataCenter
  /** The environment of the organisation. */
  readonly environment: Environment
  /** The version of the bulk API that requests are written in. */
  readonly apiVersion: ApiVersion
  /** The hosts that requests go to. */
  readonly hosts: Hosts
  /** Whether to follow the API host that Zoho names with a token, because nobody chose one. */
  readonly followsToken?: boolean
  /** The organisation that files are uploaded for, by its zgid; looked up if absent. */
  readonly orgId?: string | undefined
  /** Calls under way at once for the organisation; if absent, `maxConcurrency` of the limits. */
  readonly maxConcurrency?: number | undefined
  /** Variables that may set where to connect, but may not be read. */
  readonly unreadable?: ReadonlyArray<string> | undefined
}

type Level = Partial<ParsedSettings>

/** The first level that has a value; a lower one cannot overrule it. */
const deciding = <A>(levels: ReadonlyArray<Level>, claim: (level: Level) => A | undefined): number => {
  const at = levels.findIndex((level) => claim(level) !== undefined)
  return at === -1 ? levels.length : at
}

/** Makes settings from the levels that were read, highest first. */
export const settingsOf = (levels: ReadonlyArray<Level>): Settings => {
  const first = <K extends keyof ParsedSettings>(key: K): ParsedSettings[K] | undefined =>
    levels.find((level) => level[key] !== undefined)?.[key]

  const decidesDataCenter = deciding(levels, claimOf.dataCenter)
  const dataCenter = claimOf.dataCenter(levels[decidesDataCenter] ?? {}) ?? defaultDataCenter
  const decidesEnvironment = deciding(levels, claimOf.environment)
  const environment = claimOf.environment(levels[decidesEnvironment] ?? {}) ?? defaultEnvironment

  /** A Zoho host of a lower level gives way to a data centre or environment that a higher one asks for. */
  const host = (key: "apiDomain" | "accountsUrl" | "uploadUrl" | "downloadUrl"): URL | undefined =>
    levels.find((level) => {
      const url = level[key]
      if (url === undefined) return false
      const alone = { [key]: url }
      return (
        [undefined, dataCenter].includes(claimOf.dataCenter(alone)) &&
        [undefined, environment].includes(claimOf.environment(alone))
      )
    })?.[key]

  const orgId = first("orgId")
  const maxConcurrency = first("maxConcurrency")
  const defaults = hostsOf(dataCenter, environment)
  const chosen = host("apiDomain")
  const api = chosen ?? new URL(`https://${defaults.api}`)
  const other = (key: "accountsUrl" | "uploadUrl" | "downloadUrl", fallback: string): URL =>
    host(key) ?? (isLoopback(api) ? api : new URL(`https://${fallback}`))
  return {
    dataCenter,
    environment,
    apiVersion: first("apiVersion") ?? defaultApiVersion,
    hosts: {
      api,
      accounts: other("accountsUrl", defaults.accounts),
      upload: other("uploadUrl", defaults.upload),
      download: other("downloadUrl", defaults.download),
    },
    followsToken: chosen === undefined && decidesEnvironment === levels.length,
    ...(orgId === undefined ? {} : { orgId }),
    ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
  }
}

/**
 * Merges the settings of all levels, highest first: flags before variables before built-in values. Fails with
 * `InvalidSettings`.
 *
 * **Details**
 *
 * If the API domain is a loopback address and the other hosts are not set, they are the same origin. Two values that
 * contradict each other at one level are an error that names both; between levels the higher one wins.
 *
 * **Example** (A flag wins over a variable)
 *
 * ```ts
 * import { fromFlags, fromVariables, resolveSettings } from "@zoho-bulk/core/runtime"
 *
 * export const settings = resolveSettings([
 *   fromFlags({ dataCenter: "eu" }),
 *   fromVariables({ dataCenter: "us", apiVersion: "v7" }),
 * ])
 * ```
 *
 * @category configuration
 */
export const resolveSettings = (levels: ReadonlyArray<SettingsLevel>): Result.Result<Settings, InvalidSettings> =>
  Result.map(Result.all(levels.map(readLevel)), settingsOf)
