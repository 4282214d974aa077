import { apiVersions, defaultApiVersion } from "../domain/ApiVersion.ts"
import { dataCenters, defaultDataCenter } from "../domain/DataCenter.ts"
import { defaultEnvironment, environments } from "../domain/Environment.ts"

import { defaultLimits } from "./Limits.ts"

/**
 * One setting, and everywhere that it can be set.
 *
 * **Example** (A line of help)
 *
 * ```ts
 * import { type SettingName, settingNames } from "@zoho-bulk/core/runtime"
 *
 * const help = ({ fallback, flag, meaning }: SettingName) => `--${flag}  ${meaning} (${fallback})`
 *
 * export const lines = Object.values(settingNames).map(help)
 * ```
 *
 * @category configuration
 */
export interface SettingName {
  /** The environment variable, such as `ZOHO_DATA_CENTER`. */
  readonly variable: string
  /** The flag of the command, without its dashes. */
  readonly flag: string
  /** What it sets, as in the help. */
  readonly meaning: string
  /** What applies if it is not set. */
  readonly fallback: string
}

/**
 * The settings of a connection: the one table behind variables, flags, help and documentation.
 *
 * **Example** (The variables to set)
 *
 * ```ts
 * import { settingNames } from "@zoho-bulk/core/runtime"
 *
 * export const variables = Object.values(settingNames).map(({ variable }) => variable)
 * ```
 *
 * @category configuration
 */
export const settingNames = {
  dataCenter: {
    variable: "ZOHO_DATA_CENTER",
    flag: "data-center",
    meaning: `Zoho's data centre: ${dataCenters.join(", ")}`,
    fallback: defaultDataCenter,
  },
  environment: {
    variable: "ZOHO_ENVIRONMENT",
    flag: "environment",
    meaning: `Zoho's environment: ${environments.join(", ")}`,
    fallback: defaultEnvironment,
  },
  apiVersion: {
    variable: "ZOHO_API_VERSION",
    flag: "api-version",
    meaning: `version of the bulk API: ${apiVersions.join(", ")}`,
    fallback: defaultApiVersion,
  },
  apiDomain: {
    variable: "ZOHO_API_DOMAIN",
    flag: "api-domain",
    meaning: "API host, with or without https://",
    fallback: "from the data centre",
  },
  accountsUrl: {
    variable: "ZOHO_ACCOUNTS_URL",
    flag: "accounts-url",
    meaning: "host that issues tokens",
    fallback: "from the data centre",
  },
  uploadUrl: {
    variable: "ZOHO_UPLOAD_URL",
    flag: "upload-url",
    meaning: "host for uploads",
    fallback: "from the data centre",
  },
  downloadUrl: {
    variable: "ZOHO_DOWNLOAD_URL",
    flag: "download-url",
    meaning: "host for results of write jobs",
    fallback: "from the data centre",
  },
  orgId: {
    variable: "ZOHO_ORG_ID",
    flag: "org-id",
    meaning: "organisation that files are uploaded for (zgid)",
    fallback: "looked up",
  },
  maxConcurrency: {
    variable: "ZOHO_MAX_CONCURRENCY",
    flag: "max-concurrency",
    meaning: "calls at once for the organisation",
    fallback: String(defaultLimits.maxConcurrency),
  },
  profile: {
    variable: "ZOHO_PROFILE",
    flag: "profile",
    meaning: "saved sign-in to use",
    fallback: "default",
  },
} as const satisfies Readonly<Record<string, SettingName>>

/**
 * The settings' names in code.
 *
 * **Example** (The variable of a setting)
 *
 * ```ts
 * import { type SettingKey, settingNames } from "@zoho-bulk/core/runtime"
 *
 * export const variableOf = (key: SettingKey): string => settingNames[key].variable
 * ```
 *
 * @category configuration
 */
export type SettingKey = keyof typeof settingNames

/**
 * Unparsed settings of one level: text; absent or empty ones are unset.
 *
 * **Example** (As in variables)
 *
 * ```ts
 * import type { SettingsInput } from "@zoho-bulk/core/runtime"
 *
 * export const input: SettingsInput = { dataCenter: "eu", apiVersion: "8", maxConcurrency: "10" }
 * ```
 *
 * @category configuration
 */
export type SettingsInput = { readonly [K in SettingKey]?: string | undefined }
