import { type InvalidSettings } from "@zoho-bulk/core/Failure"
import { type Settings } from "@zoho-bulk/core/Settings"
import { fromFlags, fromVariables, resolveSettings, type SettingsInput } from "@zoho-bulk/core/runtime"
import { Result } from "effect"

interface Given {
  readonly flags?: SettingsInput
  readonly variables?: SettingsInput
}

const resolve = ({ flags = {}, variables = {} }: Given) => resolveSettings([fromFlags(flags), fromVariables(variables)])

/** Reads flags and variables that are known to be good. */
export const settingsOf = (given: Given): Settings => Result.getOrThrow(resolve(given))

/** Says what is wrong with flags and variables. */
export const problemWith = (given: Given): InvalidSettings => Result.getOrThrow(Result.flip(resolve(given)))

/** The origins that these flags and variables lead to. */
export const originsOf = (given: Given): Readonly<Record<"api" | "accounts" | "upload" | "download", string>> => {
  const { accounts, api, download, upload } = settingsOf(given).hosts
  return { api: api.origin, accounts: accounts.origin, upload: upload.origin, download: download.origin }
}
