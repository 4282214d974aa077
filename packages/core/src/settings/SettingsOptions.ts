import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type { ApiVersion } from "../domain/ApiVersion.ts"
import type { DataCenter } from "../domain/DataCenter.ts"
import type { Environment } from "../domain/Environment.ts"
import { describeType, describeValue } from "../failure/describeValue.ts"
import { didYouMean } from "../domain/didYouMean.ts"
import { type InvalidSettings, malformedSetting, unknownSetting } from "../failure/InvalidSettings.ts"
import type { SettingsInput } from "./settingNames.ts"
import { resolveSettings, type Settings } from "./Settings.ts"
import type { SettingsLevel } from "./SettingsLevel.ts"

/**
 * Where a connection leads, as set in code. All keys are optional.
 *
 * **Example** (The sandbox of an organisation in Europe)
 *
 * ```ts
 * import type { Settings } from "@zoho-bulk/core"
 *
 * export const options: Settings.SettingsOptions = {
 *   dataCenter: "eu",
 *   environment: "sandbox",
 *   maxConcurrency: 10,
 * }
 * ```
 *
 * @category configuration
 */
export interface SettingsOptions {
  /** The data centre of the account; `us` by default, or that of the given hosts. */
  readonly dataCenter?: DataCenter | undefined
  /** The organisation's Zoho environment; `production` by default. */
  readonly environment?: Environment | undefined
  /** The version of the bulk API; `v8` by default. */
  readonly apiVersion?: ApiVersion | undefined
  /** The API host, with or without `https://`, and `http://` for this machine only; the data centre's by default. */
  readonly apiDomain?: string | URL | undefined
  /** The host that issues tokens; the data centre's by default. */
  readonly accountsUrl?: string | URL | undefined
  /** The host for uploads; the data centre's by default. */
  readonly uploadUrl?: string | URL | undefined
  /** The host for the results of write jobs; the data centre's by default. */
  readonly downloadUrl?: string | URL | undefined
  /**
   * The organisation that files are uploaded for, by its zgid: a string of digits. By default it is looked up once (1
   * API credit).
   */
  readonly orgId?: string | undefined
  /** Calls at once for the organisation, from 1 to 25 as its edition allows; 5 by default. */
  readonly maxConcurrency?: number | undefined
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)
const host = (value: unknown): string | undefined => (value instanceof URL ? value.href : text(value))
const number = (value: unknown): string | undefined => (typeof value === "number" ? String(value) : undefined)

/**
 *  How each option is spelled as the text that is read at every level; nothing for a value of another type.
 */
const spellings: { readonly [K in keyof SettingsOptions]-?: readonly [type: string, spell: typeof text] } = {
  dataCenter: ["a string", text],
  environment: ["a string", text],
  apiVersion: ["a string", text],
  apiDomain: ["a string or a URL", host],
  accountsUrl: ["a string or a URL", host],
  uploadUrl: ["a string or a URL", host],
  downloadUrl: ["a string or a URL", host],
  orgId: ["a string, because a number loses some of so many digits", text],
  maxConcurrency: ["a number", number],
}

const isOption = (key: string): key is keyof SettingsOptions => Object.hasOwn(spellings, key)

const keys = Object.keys(spellings)

const known = `The settings are ${keys.join(", ")}.`

/** Reads options as a level of settings; an unknown option, or one of another type, is an error. */
export const readOptions = (options: SettingsOptions): Result.Result<SettingsLevel, InvalidSettings> => {
  if (!Predicate.isObject(options)) {
    return Result.fail(
      malformedSetting("settings", `The settings are ${describeType(options)}`, `Give an object. ${known}`),
    )
  }
  const values: Partial<Record<keyof SettingsInput, string>> = {}
  for (const [key, value] of Object.entries(options)) {
    if (!isOption(key)) {
      return Result.fail(unknownSetting(key, `${key} is not a setting`, `${didYouMean(key, keys)}${known}`))
    }
    if (value === undefined) continue
    const [type, spell] = spellings[key]
    const spelled = spell(value)
    if (spelled === undefined) {
      return Result.fail(malformedSetting(key, `${key} is ${describeValue(value)}`, `It must be ${type}.`))
    }
    if (spelled.trim() === "")
      return Result.fail(malformedSetting(key, `${key} is empty`, "Give a value, or leave it out."))
    values[key] = spelled
  }
  return Result.succeed({ nameOf: (key) => key, values })
}

/**
 * Resolves settings given in code: options that are left out have their defaults. Fails with `InvalidSettings` on a
 * value that is not valid, or that contradicts another.
 *
 * **Example** (The hosts of an organisation in Europe)
 *
 * ```ts
 * import { Settings } from "@zoho-bulk/core"
 * import { Result } from "effect"
 *
 * export const hosts = Result.map(Settings.resolve({ dataCenter: "eu" }), (settings) => settings.hosts)
 * ```
 *
 * @category configuration
 */
export const resolveOptions = (options: SettingsOptions): Result.Result<Settings, InvalidSettings> =>
  Result.flatMap(readOptions(options), (level) => resolveSettings([level]))
