import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { type InvalidSettings, unreadableConfig } from "../failure/InvalidInput.ts"
import { settingKeys, settingNames, type SettingsInput } from "./settingNames.ts"

/** Reads the variables of all settings, unset ones included, without making anything of them. */
export const settingsFromConfig: Effect.Effect<SettingsInput, InvalidSettings> = Config.all(
  Object.fromEntries(
    settingKeys.map((key) => [
      key,
      Config.map(Config.option(Config.String(settingNames[key].variable)), Option.getOrUndefined),
    ]),
  ),
).pipe(Effect.mapError(unreadableConfig))
