import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { type InvalidSettings, unreadableConfig } from "../failure/InvalidSettings.ts"
import { settingNames, type SettingsInput } from "./settingNames.ts"
import { settingKeys } from "./parseSetting.ts"
import type { Settings } from "./Settings.ts"
import { UnreadableVariables } from "./UnreadableVariables.ts"

/** Reads the variables of all settings, unset ones included, without making anything of them. */
export const settingsFromConfig: Effect.Effect<SettingsInput, InvalidSettings> = Config.all(
  Object.fromEntries(
    settingKeys.map((key) => [
      key,
      Config.map(Config.option(Config.String(settingNames[key].variable)), Option.getOrUndefined),
    ]),
  ),
).pipe(Effect.mapError(unreadableConfig))

const whereTo = (["dataCenter", "apiDomain", "environment", "accountsUrl", "uploadUrl", "downloadUrl"] as const).map(
  (key) => settingNames[key].variable,
)

/** Remembers which variables may say otherwise than the settings do, because the runtime did not let us read them. */
export const noteUnreadable = (settings: Settings): Effect.Effect<Settings> =>
  Effect.map(UnreadableVariables, (unreadable) => ({
    ...settings,
    unreadable: whereTo.filter((variable) => unreadable.includes(variable)),
  }))
