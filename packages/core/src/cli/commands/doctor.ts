import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { AccessToken } from "../../auth/AccessToken.ts"
import type { TokenRecord } from "../../auth/TokenRecord.ts"
import type { Settings } from "../../settings/Settings.ts"
import { settingKeys } from "../../settings/parseSetting.ts"
import { settingNames } from "../../settings/settingNames.ts"
import { connectionVariables } from "../../connection/layerVariables.ts"
import { permissionToRead } from "../../failure/permissionToRead.ts"
import { UnreadableVariables } from "../../settings/UnreadableVariables.ts"
import { layerSettings } from "../../connection/ZohoConnection.ts"
import { settingsFromConfig } from "../../settings/settingsFromConfig.ts"
import { operations } from "../../wire/Operation.ts"
import { parseScopes } from "../../wire/scopes.ts"
import {
  layerHttp,
  layerTokenOfRun,
  profileNameOfRun,
  profileOfRun,
  settingsOfRun,
  tokenOfRun,
} from "../run/connect.ts"
import type { Network } from "../doctor/brokenLine.ts"
import { type Check, findingOf, fromFailure, isBroken, ok, skipped } from "../doctor/Check.ts"
import { checkFolders } from "../doctor/machineChecks.ts"
import { checkHost, checkNetwork } from "../doctor/networkChecks.ts"
import { proxyInForce } from "../doctor/proxyInForce.ts"
import { checkGrant, checkToken, grantRequest } from "../doctor/tokenChecks.ts"
import type { TokenSource } from "../doctor/TokenSource.ts"
import { useToken } from "../doctor/useToken.ts"
import { exitCode } from "../failure/ExitCode.ts"
import { folderOf } from "../explain/denoFlags.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { rehearse } from "../explain/rehearse.ts"
import { listPresenter } from "../output/present.ts"
import { keptTokens, profilesFile, settingsOf, tokensFile } from "../signIn/Profiles.ts"
import { root, settingsFromFlags } from "../flags/root.ts"
import { endWith } from "../run/RunState.ts"
import type { Style } from "../output/Style.ts"
import { lines, say, type Words, wrapped } from "../output/Words.ts"
import { withLesson } from "../help/withLesson.ts"
import { StartedAs } from "../output/StartedAs.ts"

/** Reports which settings there are, and where each came from. */
const describeSettings = Effect.fnUntraced(function* ({ apiVersion, dataCenter, environment }: Settings) {
  const given = yield* settingsFromFlags
  const variables = yield* settingsFromConfig
  const profile = yield* profileOfRun
  const saved = profile === undefined ? {} : settingsOf(profile)
  const sources = settingKeys.flatMap((key) => {
    const { flag, variable } = settingNames[key]
    if (given[key] !== undefined) return [`--${flag} ${given[key]}`]
    if (variables[key] !== undefined) return [`${variable}=${variables[key]}`]
    return saved[key] === undefined ? [] : [`${flag} ${saved[key]} (sign-in)`]
  })
  const from = sources.length === 0 ? "by default" : `from ${sources.join(", ")}`
  return ok("Settings", `${dataCenter}, ${environment}, ${apiVersion}; ${from}`)
})

/**
 * Reports the variables that count as unset because the runtime does not let us read them: for some of them, nothing
 * else would ever reveal it.
 */
const describeUnreadable = Effect.gen(function* () {
  const unreadable = (yield* UnreadableVariables).filter((name) => connectionVariables.includes(name))
  return unreadable.length === 0 ? [] : [skipped("Variables", `treated as unset.${permissionToRead(unreadable)}`)]
})

const describeToken = Effect.gen(function* () {
  const profile = yield* profileOfRun
  const { name } = yield* profileNameOfRun
  const given = yield* tokenOfRun
  const from = profile === undefined ? "variables" : `the sign-in ${name}`
  return ok("Sign-in", `${"token" in given ? "an access token" : "a grant"} from ${from}`)
})

/** Looks at one thing after the other; what depends on something broken is not looked at. */
const examine = Effect.gen(function* () {
  const { emulator } = yield* root
  const settings = yield* Effect.result(settingsOfRun(emulator))
  if (Result.isFailure(settings)) return [fromFailure("Settings", settings.failure)]
  const checks: Array<Check> = [yield* describeSettings(settings.success), ...(yield* describeUnreadable)]
  const http = yield* Effect.result(Layer.build(layerHttp))
  if (Result.isFailure(http)) return [...checks, fromFailure("Proxy", http.failure)]
  const network = {
    settings: settings.success,
    startedAs: yield* StartedAs,
    proxy: yield* proxyInForce,
    isEmulated: emulator,
  }
  // Zoho, and who is in its place, may know tokens of earlier runs.
  const kept = emulator ? {} : yield* Effect.orElseSucceed(keptTokens, () => ({}))
  yield* Effect.gen(function* () {
    checks.push(...(yield* checkNetwork(network)), ...(yield* checkFolders))
    const source = yield* Effect.result(describeToken)
    checks.push(Result.isSuccess(source) ? source.success : fromFailure("Sign-in", source.failure))
    if (checks.some((check) => isBroken(check) && check.isHarmless !== true)) return
    const token = yield* Effect.result(examineToken(network, kept))
    checks.push(...(Result.isSuccess(token) ? token.success : [fromFailure("Token", token.failure)]))
    checks.push(yield* checkHost(network, "Upload host", operations.uploadFile))
  }).pipe(Effect.provide(http.success))
  return checks
}).pipe(Effect.scoped)

/** The access tokens that earlier runs have left. */
const valuesOf = (kept: Readonly<Record<string, TokenRecord>>): ReadonlyArray<string> =>
  Object.values(kept).flatMap(({ token }) => (token === undefined ? [] : [Redacted.value(token.accessToken)]))

const examineToken = Effect.fnUntraced(function* (network: Network, kept: Readonly<Record<string, TokenRecord>>) {
  const { settings } = network
  const given = yield* tokenOfRun
  const profile = yield* profileOfRun
  const { name } = yield* profileNameOfRun
  const source: TokenSource =
    profile === undefined
      ? { _tag: "token" in given ? "Token" : "Grant" }
      : { _tag: "SignIn", name, settings, startedAs: network.startedAs }
  return yield* Effect.gen(function* () {
    const { scope } = yield* AccessToken
    const grant = "grant" in given ? given.grant : undefined
    const got = yield* checkGrant(grant, source, network, valuesOf(kept))
    if ("check" in got) return [got.check]
    const { token, untried } = got
    const named = scope === undefined ? profile?.scope : Option.getOrElse(yield* scope, () => profile?.scope)
    const scopes = named === undefined ? undefined : parseScopes(named)
    const { asked, checks } = yield* useToken({ scopes, source, use: profile?.use }, network)
    const ofGrant = untried === undefined ? [] : [untried]
    return [...ofGrant, yield* checkToken(asked, token, source, network), ...checks]
  }).pipe(Effect.provide(Layer.provideMerge(layerSettings(settings), layerTokenOfRun(settings))))
})

const checkText = (style: Style, width: number, { found, name, remedy, state }: Check): Words => {
  const paint = { ok: style.good, failed: style.bad, skipped: style.faint }[state]
  const line = say`${paint(style.marks[state])} ${name.padEnd(width)}  ${found}`
  return remedy === undefined ? line : say`${line}\n  ${" ".repeat(width)}  ${style.strong(remedy)}`
}

/** `zoho-bulk doctor`: whether each layer works, and what to fix first. */
export const doctor = Command.make(
  "doctor",
  {},
  Effect.fnUntraced(function* () {
    const { emulator, explain } = yield* root
    if (explain) {
      const writes = [...(yield* folderOf(profilesFile)), ...(yield* folderOf(tokensFile))]
      const settings = yield* settingsOfRun(emulator)
      const unknown = { scopes: undefined, source: { _tag: "Token" }, use: undefined } as const
      const requests = yield* rehearse(
        useToken(unknown, { settings, startedAs: yield* StartedAs, proxy: undefined }),
        settings,
      )
      const given = Option.getOrUndefined(yield* Effect.option(tokenOfRun))
      const forToken = given !== undefined && "grant" in given ? [grantRequest(given.grant, settings)] : []
      return yield* presentRequests([...forToken, ...requests], {
        access: { hosts: [settings.hosts.upload.host], writes },
      })
    }
    const presentEach = yield* listPresenter("doctor")
    const checks: ReadonlyArray<Check> = yield* examine
    const broken = checks.find(isBroken)
    const text = (style: Style): Words => {
      const width = Math.max(...checks.map(({ name }) => name.length))
      const sum =
        broken === undefined
          ? style.good("All is well.")
          : say`${style.bad("Fix first:")} ${broken.name}${broken.remedy === undefined ? "" : say`. ${broken.remedy}`}`
      return wrapped(style, lines([...checks.map((check) => checkText(style, width, check)), "", sum]))
    }
    yield* presentEach(checks.map(findingOf), { ok: broken === undefined }, text)
    if (broken !== undefined) yield* endWith(broken.exitCode ?? exitCode.unexpected)
  }),
).pipe(
  withLesson({
    does: "Checks every layer, from the settings to the scopes, and says what to fix first.",
    credits: "3",
    asks: [operations.getOrganization, operations.getReadJob, operations.getWriteJob],
  }),
  Command.withExamples([
    { command: "zoho-bulk doctor --emulator", description: "What it looks like when all is well" },
  ]),
)
