import { type ApiVersion, apiVersions, parseApiVersion } from "../domain/ApiVersion.ts"
import { type DataCenter, dataCenters, parseDataCenter } from "../domain/DataCenter.ts"
import { type Environment, environments, parseEnvironment } from "../domain/Environment.ts"
import { didYouMean } from "../domain/didYouMean.ts"
import { type InvalidSettings, malformedSetting } from "../failure/InvalidSettings.ts"
import { isLoopback } from "../domain/hosts.ts"
import type { SettingKey } from "./settingNames.ts"

/** The type that each setting is read as. */
export interface ParsedSettings {
  readonly dataCenter: DataCenter
  readonly environment: Environment
  readonly apiVersion: ApiVersion
  readonly apiDomain: URL
  readonly accountsUrl: URL
  readonly uploadUrl: URL
  readonly downloadUrl: URL
  readonly orgId: string
  readonly maxConcurrency: number
  readonly profile: string
}

interface Unreadable {
  readonly problem: string
  readonly remedy: string
}

const oneOf = (choices: ReadonlyArray<string>): string => `Use one of: ${choices.join(", ")}.`

const choice =
  <A>(parse: (input: string) => A | undefined, choices: ReadonlyArray<string>) =>
  (input: string): A | Unreadable =>
    parse(input) ?? {
      problem: `is ${JSON.stringify(input)}, which is not known`,
      remedy: `${didYouMean(input, choices)}${oneOf(choices)}`,
    }

const hostRemedy = "Use a host such as www.zohoapis.eu, with or without https://, and no path."

const host = (input: string): URL | Unreadable => {
  const spelled = input.trim()
  const address = spelled.includes("://") ? spelled : `https://${spelled}`
  if (!URL.canParse(address)) return { problem: `is ${JSON.stringify(input)}, which is not a host`, remedy: hostRemedy }
  const url = new URL(address)
  if (url.username !== "" || url.password !== "") {
    return { problem: "contains a user name or password", remedy: hostRemedy }
  }
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "") {
    return { problem: "contains more than a host", remedy: hostRemedy }
  }
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url))) return url
  return {
    problem: `is ${JSON.stringify(input)}, and the access token would be sent unencrypted`,
    remedy: "Use https://; plain http:// is only for this machine (127.0.0.1, localhost, [::1]).",
  }
}

const organisation = (input: string): string | Unreadable =>
  /^\d+$/.test(input.trim())
    ? input.trim()
    : { problem: `is ${JSON.stringify(input)}, which is not an organisation id`, remedy: "It is a string of digits." }

/** The most that any edition of Zoho CRM allows one organisation (Zoho's api-limits page). */
const mostConcurrency = 25

const concurrency = (input: string): number | Unreadable => {
  const count = /^\d+$/.test(input.trim()) ? Number(input) : 0
  return count >= 1 && count <= mostConcurrency
    ? count
    : {
        problem: `is ${JSON.stringify(input)}`,
        remedy: `It is a number from 1 to ${mostConcurrency}, as your edition allows.`,
      }
}

const savedSignIn = (input: string): string | Unreadable =>
  /^[\w.-]{1,40}$/.test(input)
    ? input
    : {
        problem: `is ${JSON.stringify(input)}, which is not a valid sign-in name`,
        remedy: "Use at most 40 letters, digits, dots, dashes and underscores.",
      }

const readers: { readonly [K in SettingKey]: (input: string) => ParsedSettings[K] | Unreadable } = {
  dataCenter: choice(parseDataCenter, dataCenters),
  environment: choice(parseEnvironment, environments),
  apiVersion: choice(parseApiVersion, apiVersions),
  apiDomain: host,
  accountsUrl: host,
  uploadUrl: host,
  downloadUrl: host,
  orgId: organisation,
  maxConcurrency: concurrency,
  profile: savedSignIn,
}

const isUnreadable = (value: unknown): value is Unreadable =>
  typeof value === "object" && value !== null && "problem" in value

/** All settings, in the order in which they are documented. */
export const settingKeys = Object.keys(readers) as ReadonlyArray<SettingKey>

/** Reads one setting; `name` is what the user calls it. */
export const parseSetting = <K extends SettingKey>(
  key: K,
  name: string,
  input: string,
): ParsedSettings[K] | InvalidSettings => {
  const value: ParsedSettings[K] | Unreadable = readers[key](input)
  return isUnreadable(value) ? malformedSetting(name, `${name} ${value.problem}`, value.remedy) : value
}
