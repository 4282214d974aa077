import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Path from "effect/Path"
import * as Redacted from "effect/Redacted"
import { AccessToken } from "../../auth/AccessToken.ts"
import { isTokenInConfig, tokenFromConfig } from "../../auth/tokenFromConfig.ts"
import { TokenStore } from "../../auth/TokenStore.ts"
import { resolveSettings, type Settings } from "../../settings/Settings.ts"
import type { SettingsInput } from "../../settings/settingNames.ts"
import { fromFlags, fromOptions, fromVariables } from "../../settings/SettingsLevel.ts"
import { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { settingsFromConfig } from "../../settings/settingsFromConfig.ts"
import { emulatorToken } from "../../emulator/model/emulatorToken.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { InvalidSettings } from "../../failure/InvalidInput.ts"
import { BegunWith } from "./BegunWith.ts"
import { layerEmulated } from "./emulated.ts"
import { grantOf, readProfiles, settingsOf, tokensFile } from "../signIn/Profiles.ts"
import { RuntimeHttp } from "./RuntimeHttp.ts"
import { root } from "./root.ts"

const withoutHosts = ({ accountsUrl, apiDomain, downloadUrl, uploadUrl, ...others }: SettingsInput): SettingsInput =>
  others

const namesHost = ({ accountsUrl, apiDomain, downloadUrl, uploadUrl }: SettingsInput): boolean =>
  [accountsUrl, apiDomain, downloadUrl, uploadUrl].some((host) => host !== undefined)

/** The settings that flags give. */
const flagsOfRun = Effect.map(root, ({ settings }): SettingsInput => Object.assign({}, ...settings))

/** The name of the sign-in that is meant, and whether somebody named it. */
export const profileNameOfRun = Effect.gen(function* () {
  const begunWith = yield* BegunWith
  const named = (yield* flagsOfRun).profile ?? (yield* settingsFromConfig).profile ?? begunWith.profile
  return { name: named ?? "default", isNamed: named !== undefined }
})

/** The sign-in of this run: none on the emulator, or where variables give a token. */
export const profileOfRun = Effect.gen(function* () {
  const { emulator } = yield* root
  if (emulator) return undefined
  const { isNamed, name } = yield* profileNameOfRun
  if (!isNamed && (yield* isTokenInConfig)) return undefined
  const profile = (yield* readProfiles)[name]
  if (profile === undefined && isNamed) {
    return yield* new InvalidSettings({
      settings: ["--profile"],
      problem: `There is no sign-in ${name}`,
      remedy: `Sign in with zoho-bulk auth login --profile ${name}, or see zoho-bulk auth status for those there are.`,
    })
  }
  return profile
})

/** Who says something of this run's settings: flags, variables, and the sign-in, if there is one. */
export const levelsOfRun = Effect.fnUntraced(function* (isEmulated: boolean) {
  const variables = yield* settingsFromConfig
  const profile = yield* profileOfRun
  return {
    flags: fromFlags(yield* flagsOfRun),
    variables: fromVariables(isEmulated ? withoutHosts(variables) : variables),
    signIn: profile === undefined ? undefined : fromOptions(settingsOf(profile)),
  }
})

/**
 * The settings of this run: flags over what a journey was begun with, over variables, over the sign-in. On the emulator, hosts are
 * Zoho's own, which it answers for.
 */
export const settingsOfRun = Effect.fnUntraced(function* (
  isEmulated: boolean,
): Effect.fn.Return<
  Settings,
  InvalidSettings | StorageFailed,
  Effect.Services<typeof root> | FileSystem.FileSystem | Path.Path
> {
  const { records } = yield* root
  if (isEmulated && namesHost(yield* flagsOfRun)) {
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
  const { flags, signIn, variables } = yield* levelsOfRun(isEmulated)
  const begunWith = fromOptions(yield* BegunWith)
  return yield* Effect.fromResult(
    resolveSettings([flags, begunWith, variables, ...(signIn === undefined ? [] : [signIn])]),
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

const noSignIn = Effect.mapError(tokenFromConfig, (failure) =>
  failure.problem === "There is no access token"
    ? new InvalidSettings({
        settings: failure.settings,
        problem: "There is no access token, and nobody has signed in",
        remedy: `Sign in with zoho-bulk auth login; or set ${failure.remedy.replace(/^Set /, "")}`,
      })
    : failure,
)

/** Where tokens rest between runs; in memory, where the user's own folder is not known. */
const layerTokens = Layer.unwrap(
  Effect.map(tokensFile, (file) => (Option.isNone(file) ? TokenStore.layerMemory : TokenStore.layerFile(file.value))),
)

/** The token of this run, or the grant that makes one: of the emulator, of variables, or of a sign-in. */
export const tokenOfRun = Effect.gen(function* () {
  const { emulator } = yield* root
  if (emulator) return { token: Redacted.make(emulatorToken) }
  const profile = yield* profileOfRun
  return profile === undefined ? yield* noSignIn : { grant: grantOf(profile) }
})

/** Provides that token, renewed where it comes from a grant. */
export const layerTokenOfRun = (settings: Settings) =>
  Layer.unwrap(
    Effect.map(tokenOfRun, (given) =>
      "token" in given
        ? AccessToken.layerStatic(given.token)
        : AccessToken.layerRefreshing(given.grant, settings).pipe(Layer.provide(layerTokens)),
    ),
  )

/** The connection of this run. */
export const layerConnection = Layer.unwrap(
  Effect.gen(function* () {
    const { emulator } = yield* root
    const settings = yield* settingsOfRun(emulator)
    return Layer.provide(ZohoConnection.layerSettings(settings), layerTokenOfRun(settings))
  }),
).pipe(Layer.provide(layerHttp))
