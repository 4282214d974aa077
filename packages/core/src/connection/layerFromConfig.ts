import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import { fromConfig } from "../auth/fromConfig.ts"
import type { RefreshOptions } from "../auth/refreshToken.ts"
import { InvalidSettings } from "../failure/InvalidSettings.ts"
import { settingNames } from "../settings/settingNames.ts"
import { resolveSettings } from "../settings/Settings.ts"
import { noteUnreadable, settingsFromConfig } from "../settings/settingsFromConfig.ts"
import { fromVariables } from "../settings/SettingsLevel.ts"
import { layerSettings, type ZohoConnection } from "./ZohoConnection.ts"

const noProfiles = (profile: string): InvalidSettings =>
  new InvalidSettings({
    settings: [settingNames.profile.variable],
    reason: "unusable",
    problem: `${settingNames.profile.variable} names the sign-in ${profile}, but only the command uses sign-ins`,
    remedy: "Unset it, and set the variables of a grant or a token.",
  })

/**
 * Provides a connection and its tokens from configuration: `ZOHO_ACCESS_TOKEN`, `ZOHO_DATA_CENTER` and so on, as the
 * program's `ConfigProvider` has them.
 *
 * **When to use**
 *
 * Use it with your own `HttpClient` or `ConfigProvider`, or to keep tokens in a file. Runners have
 * `layerFromEnvironment`, which is this with their own HTTP and variables.
 *
 * **Details**
 *
 * A setting or token that is missing, malformed, or contradicts another fails the layer with
 * `InvalidSettings`; nothing is sent.
 *
 * **Example** (Variables that begin with EU)
 *
 * ```ts
 * import { layerFromConfig } from "@zoho-bulk/core"
 * import { ConfigProvider, Layer } from "effect"
 *
 * const variables = ConfigProvider.nested(ConfigProvider.fromEnv(), "EU")
 *
 * export const europe = layerFromConfig().pipe(Layer.provide(ConfigProvider.layer(variables)))
 * ```
 *
 * @category layers
 */
export const layerFromConfig = <E = never, R = never>(
  options: RefreshOptions<E, R> = {},
): Layer.Layer<ZohoConnection, InvalidSettings | E, HttpClient.HttpClient | R> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const input = yield* settingsFromConfig
      if (input.profile !== undefined && input.profile !== "default") return yield* noProfiles(input.profile)
      const settings = yield* Effect.flatMap(Effect.fromResult(resolveSettings([fromVariables(input)])), noteUnreadable)
      return Layer.provide(layerSettings(settings), fromConfig(options)(settings))
    }),
  )
