import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import { AccessToken } from "../auth/AccessToken.ts"
import { InvalidSettings } from "../failure/InvalidInput.ts"
import type { Connection } from "./Connection.ts"
import { makeConnection } from "./makeConnection.ts"
import { resolveSettings, type Settings } from "../settings/Settings.ts"
import { settingNames, type SettingsInput } from "../settings/settingNames.ts"
import { settingsFromConfig } from "../settings/settingsFromConfig.ts"
import { fromOptions, fromVariables } from "../settings/SettingsLevel.ts"

/**
 * A patient line to one Zoho organisation: it knows the hosts, brings the token, and tries again where that can help.
 *
 * **Details**
 *
 * Nothing is global: two organisations in one process are two layers.
 *
 * @category services
 */
export class ZohoConnection extends Context.Service<ZohoConnection, Connection>()(
  "@zoho-bulk/core/connection/ZohoConnection",
) {
  /**
   * Provides a connection with settings that are already read.
   */
  static readonly layerSettings = (
    settings: Settings,
  ): Layer.Layer<ZohoConnection, never, AccessToken | HttpClient.HttpClient> =>
    Layer.effect(ZohoConnection, makeConnection(settings))

  /**
   * Provides a connection with settings given in code; what is left out has the defaults of the settings table.
   *
   * **Example** (An organisation in Europe)
   *
   * ```ts
   * import { ZohoConnection } from "@zoho-bulk/core"
   *
   * export const europe = ZohoConnection.layer({ dataCenter: "eu", apiVersion: "v8" })
   * ```
   */
  static readonly layer = (
    options: SettingsInput = {},
  ): Layer.Layer<ZohoConnection, InvalidSettings, AccessToken | HttpClient.HttpClient> =>
    Layer.unwrap(Effect.map(Effect.fromResult(resolveSettings([fromOptions(options)])), ZohoConnection.layerSettings))

  /**
   * Provides a connection and its token from environment variables: `ZOHO_ACCESS_TOKEN`, `ZOHO_DATA_CENTER` and so on.
   */
  static readonly layerConfig: Layer.Layer<ZohoConnection, InvalidSettings, HttpClient.HttpClient> = Layer.unwrap(
    Effect.gen(function* () {
      const input = yield* settingsFromConfig
      if (input.profile !== undefined && input.profile !== "default") return yield* noProfiles(input.profile)
      const variables = fromVariables(input)
      const settings = yield* Effect.fromResult(resolveSettings([variables]))
      return Layer.provide(ZohoConnection.layerSettings(settings), AccessToken.layerConfig(settings))
    }),
  )
}

const noProfiles = (profile: string): InvalidSettings =>
  new InvalidSettings({
    settings: [settingNames.profile.variable],
    reason: "unusable",
    problem: `${settingNames.profile.variable} names the sign-in ${profile}, and sign-ins are the command's`,
    remedy: "Unset it, and set the variables of a grant or of a token.",
  })
