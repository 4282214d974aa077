import * as Effect from "effect/Effect"
import type { SettingsInput } from "../../settings/settingNames.ts"
import { settingsFromConfig } from "../../settings/settingsFromConfig.ts"
import { root } from "../flags/root.ts"

/** The settings that a sign-in has to be used with: flags over variables, all but the token. */
export const settingsToKeep = Effect.gen(function* () {
  const { settings } = yield* root
  const flags = settings.map((each: SettingsInput) =>
    Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined)),
  )
  const kept: SettingsInput = Object.assign({}, yield* settingsFromConfig, ...flags)
  return kept
})
