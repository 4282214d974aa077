import * as Context from "effect/Context"
import type { SettingsInput } from "../../settings/settingNames.ts"

/** The settings that a journey was begun with, where a run goes on with one: they stand above variables and the sign-in. */
export const BegunWith = Context.Reference<SettingsInput>("@zoho-bulk/core/cli/BegunWith", { defaultValue: () => ({}) })
