import * as Effect from "effect/Effect"
import type { SettingsInput } from "../../settings/settingNames.ts"
import { settingsFromConfig } from "../../settings/settingsFromConfig.ts"
import { settingsFromFlags } from "../flags/root.ts"

/** The settings that are set, as files keep them. */
export const setSettings = (settings: SettingsInput): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(settings).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))

/** The settings that a sign-in must be used with: flags over variables, all but the token and its own name. */
export const settingsToKeep = Effect.gen(function* () {
  const variables = setSettings(yield* settingsFromConfig)
  const { profile: _, ...kept } = { ...variables, ...setSettings(yield* settingsFromFlags) }
  return kept
})
