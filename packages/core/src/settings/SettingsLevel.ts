import * as Result from "effect/Result"
import { type DataCenter } from "../domain/DataCenter.ts"
import { dataCenterOfHost, environmentOfHost } from "../domain/hosts.ts"
import type { Environment } from "../domain/Environment.ts"
import { InvalidSettings } from "../failure/InvalidSettings.ts"
import { type ParsedSettings, parseSetting, settingKeys } from "./parseSetting.ts"
import { type SettingKey, settingNames, type SettingsInput } from "./settingNames.ts"

/**
 * Settings from one place, and their names there.
 *
 * **Example** (Settings from a table)
 *
 * ```ts
 * import { resolveSettings, type SettingsLevel } from "@zoho-bulk/core/runtime"
 *
 * export const ofTenant = (row: Readonly<Record<string, string>>) => {
 *   const level: SettingsLevel = { nameOf: (key) => `the column ${key}`, values: row }
 *   return resolveSettings([level])
 * }
 * ```
 *
 * @category configuration
 */
export interface SettingsLevel {
  /** The name of a setting there, for messages: a flag, a variable, a key. */
  readonly nameOf: (key: SettingKey) => string
  /** The unparsed settings; an empty one counts as unset. */
  readonly values: SettingsInput
}

/**
 * Makes a level of settings that were given as flags of the command.
 *
 * **Example** (The flag `--data-center eu`)
 *
 * ```ts
 * import { fromFlags, resolveSettings } from "@zoho-bulk/core/runtime"
 *
 * export const settings = resolveSettings([fromFlags({ dataCenter: "eu" })])
 * ```
 *
 * @category configuration
 */
export const fromFlags = (values: SettingsInput): SettingsLevel => ({
  nameOf: (key) => `--${settingNames[key].flag}`,
  values,
})

/**
 * Makes a level of settings that were given as environment variables.
 *
 * **Example** (The variable `ZOHO_DATA_CENTER`)
 *
 * ```ts
 * import { fromVariables, resolveSettings } from "@zoho-bulk/core/runtime"
 *
 * export const settings = resolveSettings([fromVariables({ dataCenter: "eu" })])
 * ```
 *
 * @category configuration
 */
export const fromVariables = (values: SettingsInput): SettingsLevel => ({
  nameOf: (key) => settingNames[key].variable,
  values,
})

/**
 * Makes a level of settings that were saved with a sign-in or a journey; they have their names in code.
 *
 * **Example** (The settings that a journey began with)
 *
 * ```ts
 * import { fromSaved, resolveSettings, type SettingsInput } from "@zoho-bulk/core/runtime"
 *
 * export const settingsOf = (saved: SettingsInput) => resolveSettings([fromSaved(saved)])
 * ```
 *
 * @category configuration
 */
export const fromSaved = (values: SettingsInput): SettingsLevel => ({ nameOf: (key) => key, values })

type Level = Partial<ParsedSettings>

interface Claim<A> {
  readonly key: SettingKey
  readonly claims: A
}

const hostKeys = ["apiDomain", "accountsUrl", "uploadUrl", "downloadUrl"] as const

const dataCenterClaims = (level: Level): ReadonlyArray<Claim<DataCenter>> => [
  ...(level.dataCenter === undefined ? [] : [{ key: "dataCenter", claims: level.dataCenter } as const]),
  ...hostKeys.flatMap((key) => {
    const claims = level[key] === undefined ? undefined : dataCenterOfHost(level[key].hostname)
    return claims === undefined ? [] : [{ key, claims }]
  }),
]

const environmentClaims = (level: Level): ReadonlyArray<Claim<Environment>> => {
  const ofHost = level.apiDomain === undefined ? undefined : environmentOfHost(level.apiDomain.hostname)
  return [
    ...(level.environment === undefined ? [] : [{ key: "environment", claims: level.environment } as const]),
    ...(ofHost === undefined ? [] : [{ key: "apiDomain", claims: ofHost } as const]),
  ]
}

/** What a level states, literally or through one of Zoho's hosts, about the two settings that hosts depend on. */
export const claimOf = {
  dataCenter: (level: Level): DataCenter | undefined => dataCenterClaims(level)[0]?.claims,
  environment: (level: Level): Environment | undefined => environmentClaims(level)[0]?.claims,
}

const contradictionIn = (
  level: SettingsLevel,
  what: string,
  claims: ReadonlyArray<Claim<string>>,
): InvalidSettings | undefined => {
  const [first, ...others] = claims
  const other = others.find((claim) => claim.claims !== first?.claims)
  if (first === undefined || other === undefined) return undefined
  const told = ({ claims, key }: Claim<string>): string =>
    `${level.nameOf(key)} (${level.values[key]?.trim()}) means ${what} ${claims}`
  return new InvalidSettings({
    settings: [level.nameOf(first.key), level.nameOf(other.key)],
    reason: "contradictory",
    problem: `${told(first)}, and ${told(other)}: they contradict each other`,
    remedy: "Set one of the two, or make them agree.",
  })
}

/** Reads one level; an empty value counts as unset. */
export const readLevel = (level: SettingsLevel): Result.Result<Level, InvalidSettings> => {
  const read: Partial<Record<SettingKey, unknown>> = {}
  for (const key of settingKeys) {
    const input = level.values[key]
    if (input === undefined || input === "") continue
    const value = parseSetting(key, level.nameOf(key), input)
    if (value instanceof InvalidSettings) return Result.fail(value)
    read[key] = value
  }
  const parsed = read as Level
  const contradiction =
    contradictionIn(level, "data centre", dataCenterClaims(parsed)) ??
    contradictionIn(level, "environment", environmentClaims(parsed))
  return contradiction === undefined ? Result.succeed(parsed) : Result.fail(contradiction)
}
