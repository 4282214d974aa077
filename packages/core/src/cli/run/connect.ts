import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Path from "effect/Path"
import * as Result from "effect/Result"
import * as Redacted from "effect/Redacted"
import { AccessToken, accessTokenVariable } from "../../auth/AccessToken.ts"
import { layerNamedToken } from "../../auth/layerAccessToken.ts"
import { isTokenInConfig, tokenFromConfig, variablesToSet } from "../../auth/tokenFromConfig.ts"
import { layerTokenFile } from "../../auth/layerTokenFile.ts"
import { layerTokenMemory } from "../../auth/layerTokenMemory.ts"
import { grantVariables } from "../../auth/RefreshGrant.ts"
import { refreshNamedToken } from "../../auth/refreshToken.ts"
import { resolveSettings, type Settings } from "../../settings/Settings.ts"
import { settingNames, type SettingsInput } from "../../settings/settingNames.ts"
import { fromFlags, fromSaved, fromVariables, type SettingsLevel } from "../../settings/SettingsLevel.ts"
import { layerSettings } from "../../connection/ZohoConnection.ts"
import { noteUnreadable, settingsFromConfig } from "../../settings/settingsFromConfig.ts"
import { layerIdleClient } from "../../transport/layerIdleClient.ts"
import { emulatorToken } from "../../emulator/model/emulatorToken.ts"
import { StorageFailed } from "../../failure/StorageFailed.ts"
import { InvalidSettings } from "../../failure/InvalidSettings.ts"
import { BegunWith } from "./BegunWith.ts"
import { layerCacheOfRun } from "./layerCacheOfRun.ts"
import { OrganizationMeant, TokensShared } from "./OrganizationMeant.ts"
import { layerEmulated } from "./emulated.ts"
import { grantOf, ownTokensFile, readProfiles, settingsOf } from "../signIn/Profiles.ts"
import { RuntimeHttp } from "./RuntimeHttp.ts"
import { permissionToRead } from "../../failure/permissionToRead.ts"
import { UnreadableVariables } from "../../settings/UnreadableVariables.ts"
import { noOwnFolder, ownFolder, signInVariables } from "../signIn/ownFolder.ts"
import { root, settingsFromFlags } from "../flags/root.ts"
import { hold } from "../output/HeldSecrets.ts"
import { typed } from "../output/StartedAs.ts"

const withoutHosts = ({ accountsUrl, apiDomain, downloadUrl, uploadUrl, ...others }: SettingsInput): SettingsInput =>
  others

const namesHost = ({ accountsUrl, apiDomain, downloadUrl, uploadUrl }: SettingsInput): boolean =>
  [accountsUrl, apiDomain, downloadUrl, uploadUrl].some((host) => host !== undefined)

/** The name of the sign-in that is meant, and whether somebody named it. */
export const profileNameOfRun = Effect.gen(function* () {
  const begunWith = yield* BegunWith
  const named =
    (yield* OrganizationMeant) ??
    (yield* settingsFromFlags).profile ??
    (yield* settingsFromConfig).profile ??
    begunWith.profile
  return { name: named ?? "default", isNamed: named !== undefined }
})

type SignIns = ReadonlyMap<string, unknown>

/** The variable that may name another sign-in than the usual one, unless a flag does, or there are too few for that. */
export const variableOfSignIn = Effect.fnUntraced(function* (signIns: SignIns, tooFew = 1) {
  const isInFlags = ((yield* OrganizationMeant) ?? (yield* settingsFromFlags).profile) !== undefined
  const isSet = (yield* settingsFromConfig).profile !== undefined
  const isOneOfMany = (yield* BegunWith).profile === undefined && signIns.size > tooFew
  return !isInFlags && (isSet || isOneOfMany) ? [settingNames.profile.variable] : []
})

/** Fails where nobody can know which sign-in is meant: what is for one organisation must not go to another. */
export const checkIsMeant = Effect.fnUntraced(function* (signIns: SignIns, tooFew = 1) {
  const missed = yield* UnreadableVariables
  const unreadable = (yield* variableOfSignIn(signIns, tooFew)).filter((name) => missed.includes(name))
  if (unreadable.length === 0) return
  return yield* new InvalidSettings({
    settings: unreadable,
    reason: "unreadable",
    problem: `It is not clear whether to use the sign-in ${(yield* profileNameOfRun).name}`,
    remedy: `Name it with --${settingNames.profile.flag}.${permissionToRead(unreadable)}`,
  })
})

/** The variables that give a token. */
export const tokenVariables: ReadonlyArray<string> = [accessTokenVariable, ...grantVariables]

/** Who looks for a sign-in for want of a token may have one that the runtime did not let us read. */
const orTokenUnread = Effect.fnUntraced(function* (failure: StorageFailed) {
  const unreadable = (yield* UnreadableVariables).filter((name) => tokenVariables.includes(name))
  return yield* new StorageFailed({ ...failure, remedy: failure.remedy + permissionToRead(unreadable) })
})

/** The sign-in of this run: none on the emulator, or where variables give a token. */
export const profileOfRun = Effect.gen(function* () {
  const { emulator } = yield* root
  if (emulator) return undefined
  const { isNamed, name } = yield* profileNameOfRun
  if (!isNamed && (yield* isTokenInConfig)) return undefined
  // Who lacks a token is told of all that would give one.
  if (!isNamed && Result.isFailure(yield* Effect.result(ownFolder("config")))) return undefined
  const profiles = yield* isNamed ? readProfiles : Effect.catchTag(readProfiles, "StorageFailed", orTokenUnread)
  yield* checkIsMeant(profiles)
  const profile = profiles.get(name)
  if (profile === undefined && isNamed) {
    return yield* new InvalidSettings({
      settings: ["--profile"],
      reason: "unknown",
      problem: `There is no sign-in ${name}`,
      remedy: `Sign in with ${yield* typed(`auth login --profile ${name}`)}, or see ${yield* typed("auth status")} for a list.`,
    })
  }
  return profile
})

/** The sources of this run's settings: flags, variables, and the sign-in, if there is one. */
export const levelsOfRun = Effect.fnUntraced(function* (isEmulated: boolean) {
  const variables = yield* settingsFromConfig
  const profile = yield* profileOfRun
  return {
    flags: fromFlags(yield* settingsFromFlags),
    variables: fromVariables(isEmulated ? withoutHosts(variables) : variables),
    signIn: profile === undefined ? undefined : fromSaved(settingsOf(profile)),
  }
})

/** A grant is good in the data centre alone where it was signed in. */
const checkDataCenter = Effect.fnUntraced(function* ({ dataCenter }: Settings, signIn: SettingsLevel) {
  const its = Result.getOrUndefined(resolveSettings([signIn]))?.dataCenter
  if (its === undefined || its === dataCenter) return
  const { flag, variable } = settingNames.dataCenter
  const isInFlags = (yield* settingsFromFlags).dataCenter !== undefined
  const isOfJourney = !isInFlags && (yield* BegunWith).dataCenter !== undefined
  const said = isInFlags ? `--${flag}` : isOfJourney ? "the journey" : variable
  const { name } = yield* profileNameOfRun
  return yield* new InvalidSettings({
    settings: [isInFlags ? `--${flag}` : variable],
    reason: "contradictory",
    problem: `The sign-in ${name} is for data centre ${its}, but ${said} names ${dataCenter}`,
    remedy: `Leave it out, or sign in there as well: ${yield* typed(`auth login --profile ${dataCenter} --data-center ${dataCenter}`)}.`,
  })
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
  if (isEmulated && namesHost(yield* settingsFromFlags)) {
    return yield* new InvalidSettings({
      settings: ["--emulator", "--api-domain"],
      reason: "contradictory",
      problem: "The built-in emulator and a flag that names a host contradict each other",
      remedy: "Use --emulator for the built-in one, or --api-domain for a server that is running.",
    })
  }
  if (!isEmulated && Object.keys(records).length > 0) {
    return yield* new InvalidSettings({
      settings: ["--records"],
      reason: "unusable",
      problem: "--records is for emulated modules, but this run is not emulated",
      remedy: "Add --emulator, or leave --records out.",
    })
  }
  const { flags, signIn, variables } = yield* levelsOfRun(isEmulated)
  const begunWith = fromSaved(yield* BegunWith)
  const saved = signIn === undefined ? [] : [signIn]
  // Of many organisations, each is where it was signed in, whatever is said for all.
  const isOneOfMany = (yield* OrganizationMeant) !== undefined
  const resolved = resolveSettings([...(isOneOfMany ? saved : []), flags, begunWith, variables, ...saved])
  const settings = yield* Effect.fromResult(resolved)
  if (signIn !== undefined) yield* checkDataCenter(settings, signIn)
  return yield* noteUnreadable(settings)
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

/** The variables that say who asks: tokens, and where sign-ins are. */
const saysWhoAsks: ReadonlyArray<string> = [...tokenVariables, ...signInVariables]

const noSignIn = tokenFromConfig.pipe(
  Effect.catch(
    Effect.fnUntraced(function* (failure) {
      if (failure.reason !== "missing") return yield* failure
      const unreadable = (yield* UnreadableVariables).filter((name) => saysWhoAsks.includes(name))
      const nowhere = Option.isNone(yield* Effect.orElseSucceed(ownFolder("config"), () => Option.some("")))
      const signIn = yield* typed("auth login")
      return yield* new InvalidSettings({
        settings: failure.settings,
        reason: failure.reason,
        problem: nowhere
          ? `There is no access token, and sign-ins cannot be looked up: ${noOwnFolder("config")}`
          : "There is no access token, and nobody has signed in",
        remedy: `${nowhere ? "Set HOME, which systemd and cron may leave unset. " : ""}Sign in with ${signIn}; or set ${variablesToSet}.${permissionToRead(unreadable)} Without an account, try it with --emulator.`,
      })
    }),
  ),
)

/** Where tokens rest between runs, if runners do not share them; in memory, where the user's own folder is not known. */
const layerTokens = Layer.unwrap(
  Effect.gen(function* () {
    const shared = yield* TokensShared
    if (shared !== undefined) return shared
    const file = yield* ownTokensFile
    return Option.isNone(file) ? layerTokenMemory() : layerTokenFile(file.value)
  }),
)

/** The token of this run, or the grant that makes one: of the emulator, of variables, or of a sign-in. */
export const tokenOfRun = Effect.gen(function* () {
  const { emulator } = yield* root
  if (emulator) return { token: Redacted.make(emulatorToken) }
  const profile = yield* profileOfRun
  if (profile === undefined) return yield* noSignIn
  return { grant: yield* grantOf((yield* profileNameOfRun).name, profile) }
})

/** Notes each token before it is used. */
const holdTokens = Layer.effect(
  AccessToken,
  Effect.map(AccessToken, (token) => ({
    ...token,
    get: Effect.tap(token.get, (held) => hold(held)),
    replace: (refused: Redacted.Redacted) =>
      Effect.tap(token.replace(refused), (newer) => (Option.isSome(newer) ? hold(newer.value) : Effect.void)),
  })),
)

/** Provides that token, renewed where it comes from a grant. */
export const layerTokenOfRun = (settings: Settings) =>
  Layer.provide(
    holdTokens,
    Layer.unwrap(
      Effect.map(tokenOfRun, (given) =>
        "token" in given
          ? layerNamedToken(accessTokenVariable, given.token)
          : refreshNamedToken(grantVariables, given.grant, { store: layerTokens })(settings),
      ),
    ),
  )

/** The same, by whichever HTTP client is provided. */
export const layerConnected = Layer.unwrap(
  Effect.gen(function* () {
    const { emulator } = yield* root
    const settings = yield* settingsOfRun(emulator)
    const connection = Layer.provide(layerSettings(settings), layerTokenOfRun(settings))
    return emulator ? connection : Layer.merge(connection, layerCacheOfRun)
  }),
)

/** The same for who asks only what is known already: no request can leave. */
export const layerKnown = Layer.provide(layerConnected, layerIdleClient)

/** The connection of this run, and what is known already of organisations; nothing is, of the built-in emulator's. */
export const layerConnection = Layer.provide(layerConnected, layerHttp)
