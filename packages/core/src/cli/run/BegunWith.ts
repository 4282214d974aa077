import * as Context from "effect/Context"
import type { SettingsInput } from "../../settings/settingNames.ts"

/**
 * The settings with which a journey began, if a run resumes one: they take precedence over variables and the sign-in.
 */
export const BegunWith = Context.Reference<SettingsInput>("@zoho-bulk/core/cli/BegunWith", { defaultValue: () => ({}) })
