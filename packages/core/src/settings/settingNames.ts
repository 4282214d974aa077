import { apiVersions, defaultApiVersion } from "../domain/ApiVersion.ts"
import { dataCenters, defaultDataCenter } from "../domain/DataCenter.ts"
import { defaultEnvironment, environments } from "../domain/Environment.ts"

import { defaultLimits } from "./Limits.ts"

/** One setting, in every place where it can be set. */
export interface SettingName {
  readonly variable: string
  readonly flag: string
  readonly meaning: string
  readonly fallback: string
}

/** The settings of a connection: the one table that variables, flags, help and documentation are made from. */
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
    meaning: "host that takes files",
    fallback: "from the data centre",
  },
  downloadUrl: {
    variable: "ZOHO_DOWNLOAD_URL",
    flag: "download-url",
    meaning: "host that gives results of write jobs",
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

/** The settings' names in code. */
export type SettingKey = keyof typeof settingNames

/** Settings as given at one level, unread. */
export type SettingsInput = { readonly [K in SettingKey]?: string | undefined }
