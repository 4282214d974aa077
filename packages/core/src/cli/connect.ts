import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { AccessToken } from "../auth/AccessToken.ts"
import { resolveSettings, type Settings } from "../connection/Settings.ts"
import type { SettingsInput } from "../connection/settingNames.ts"
import { fromFlags, fromOptions, fromVariables } from "../connection/SettingsLevel.ts"
import { settingsFromConfig, ZohoConnection } from "../connection/ZohoConnection.ts"
import { emulatorToken } from "../emulator/emulatorToken.ts"
import { InvalidSettings } from "../failure/InvalidSettings.ts"
import { layerEmulated } from "./emulated.ts"
import { RuntimeHttp } from "./RuntimeHttp.ts"
import { root } from "./root.ts"

const withoutHosts = ({ accountsUrl, apiDomain, downloadUrl, uploadUrl, ...others }: SettingsInput): SettingsInput =>
  others

const namesHost = ({ accountsUrl, apiDomain, downloadUrl, uploadUrl }: SettingsInput): boolean =>
  [accountsUrl, apiDomain, downloadUrl, uploadUrl].some((host) => host !== undefined)

/**
 * The settings of this run: flags over what a journey was begun with, over variables. On the emulator, hosts are Zoho's own,
 * which it answers for.
 */
export const settingsOfRun = Effect.fnUntraced(function* (
  isEmulated: boolean,
  begunWith: SettingsInput = {},
): Effect.fn.Return<Settings, InvalidSettings, Effect.Services<typeof root>> {
  const { records, settings } = yield* root
  const flags: SettingsInput = Object.assign({}, ...settings)
  const variables = yield* settingsFromConfig
  if (isEmulated && namesHost(flags)) {
    return yield* new InvalidSettings({
      settings: ["--emulator", "--api-domain"],
      problem: "The built-in emulator and a flag that names a host contradict each other",
      remedy: "Use --emulator for the built-in one, or --api-domain for a server that is running.",
    })
  }
  if (!isEmulated && Object.keys(records).length > 0) {
    return yield* new InvalidSettings({
      settings: ["--records"],
      problem: "--records is for emulated modules, and this run is not emulated",
      remedy: "Add --emulator, or leave --records out.",
    })
  }
  return yield* Effect.fromResult(
    resolveSettings([
      fromFlags(flags),
      fromOptions(begunWith),
      fromVariables(isEmulated ? withoutHosts(variables) : variables),
    ]),
  )
})

/** The `HttpClient` of this run: the runtime's, or the built-in emulator. */
export const layerHttp: Layer.Layer<
  HttpClient.HttpClient,
  InvalidSettings,
  Effect.Services<typeof root> | RuntimeHttp
> = Layer.unwrap(
  Effect.gen(function* () {
    const { emulator, records } = yield* root
    return emulator ? layerEmulated({ records }) : yield* RuntimeHttp
  }),
)

const layerToken = (settings: Settings) =>
  Layer.unwrap(
    Effect.map(root, ({ emulator }) =>
      emulator ? AccessToken.layerStatic(Redacted.make(emulatorToken)) : AccessToken.layerConfig(settings),
    ),
  )

/** The connection of this run, which may go on with a journey that was begun with other settings than the variables'. */
export const layerConnectionFor = (begunWith: SettingsInput) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const { emulator } = yield* root
      const settings = yield* settingsOfRun(emulator, begunWith)
      return Layer.provide(ZohoConnection.layerSettings(settings), layerToken(settings))
    }),
  ).pipe(Layer.provide(layerHttp))

/** The connection of this run. */
export const layerConnection = layerConnectionFor({})
