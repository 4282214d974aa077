import * as Schema from "effect/Schema"

/**
 * Zoho's data centres, by the short name that Zoho uses in `location`.
 *
 * **Example** (A choice to offer)
 *
 * ```ts
 * import { Settings } from "@zoho-bulk/core"
 *
 * export const choices = Settings.dataCenters.map((name) => ({ name, label: name.toUpperCase() }))
 * ```
 *
 * @category models
 */
export const dataCenters = ["us", "eu", "in", "au", "jp", "cn", "ca", "sa", "uk", "ae"] as const

/**
 * One of Zoho's data centres; `us` is the default. An account belongs to exactly one, and all others refuse its tokens.
 *
 * **Example** (Two organisations in one process)
 *
 * ```ts
 * import { Auth, type Settings, ZohoConnection } from "@zoho-bulk/core"
 *
 * const connection = (dataCenter: Settings.DataCenter) =>
 *   ZohoConnection.layer({ dataCenter, auth: Auth.fromConfig() })
 *
 * export const europe = connection("eu")
 * export const india = connection("in")
 * ```
 *
 * @category models
 */
export const DataCenter = Schema.Literals(dataCenters)

/** @category models */
export type DataCenter = typeof DataCenter.Type

/** The data centre used if none is set. */
export const defaultDataCenter: DataCenter = "us"

const topLevels: Readonly<Partial<Record<DataCenter, string>>> = { us: "com", au: "com.au", cn: "com.cn" }

/** Returns what the host names of a data centre end in: `com.au`. */
export const topLevelOf = (dataCenter: DataCenter): string => topLevels[dataCenter] ?? dataCenter

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
  return dataCenters.find((name) => name === spelled || topLevelOf(name) === spelled)
}
