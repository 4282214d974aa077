import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { AccessToken } from "../../auth/AccessToken.ts"
import type { Settings } from "../../connection/Settings.ts"
import { settingKeys, settingNames, type SettingsInput } from "../../connection/settingNames.ts"
import { settingsFromConfig, ZohoConnection } from "../../connection/ZohoConnection.ts"
import { operations } from "../../wire/Operation.ts"
import { layerHttp, layerTokenOfRun, profileNameOfRun, profileOfRun, settingsOfRun, tokenOfRun } from "../connect.ts"
import { type Check, fromFailure, ok } from "../doctor/Check.ts"
import { checkApiHost, checkHost } from "../doctor/hostChecks.ts"
import { checkFolders, checkProxy } from "../doctor/machineChecks.ts"
import { checkGrant, checkSpending, checkToken } from "../doctor/tokenChecks.ts"
import { exitCode } from "../ExitCode.ts"
import { folderOf } from "../explain/denoFlags.ts"
import { doctorRequests } from "../explain/doctorRequests.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { presentEach } from "../present.ts"
import { profilesFile, settingsOf, tokensFile } from "../Profiles.ts"
import { root } from "../root.ts"
import { endWith } from "../RunState.ts"
import { plain, type Style } from "../Style.ts"
import { withLesson } from "../lesson.ts"

const isBroken = ({ state }: Check): boolean => state === "failed"

/** Says which settings there are, and where each came from. */
const describeSettings = Effect.fnUntraced(function* ({ apiVersion, dataCenter, environment }: Settings) {
  const { settings: flags } = yield* root
  const given: SettingsInput = Object.assign({}, ...flags)
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

const describeToken = Effect.gen(function* () {
  const profile = yield* profileOfRun
  const { name } = yield* profileNameOfRun
  const given = yield* tokenOfRun
  const source = profile === undefined ? "variables" : `the sign-in ${name}`
  return ok("Sign-in", `${"token" in given ? "an access token" : "a grant"} from ${source}`)
})

/** Looks at one thing after the other; what depends on something broken is not looked at. */
const examine = Effect.gen(function* () {
  const { emulator } = yield* root
  const checks: Array<Check> = []
  const settings = yield* Effect.result(settingsOfRun(emulator))
  if (Result.isFailure(settings)) return [fromFailure("Settings", settings.failure)]
  checks.push(yield* describeSettings(settings.success))
  checks.push(yield* checkProxy)
  checks.push(...(yield* checkApiHost(settings.success)))
  const source = yield* Effect.result(describeToken)
  checks.push(Result.isSuccess(source) ? source.success : fromFailure("Sign-in", source.failure))
  if (!checks.some(isBroken) || checks.every((check) => !isBroken(check) || check.name === "Clock")) {
    checks.push(...(yield* examineToken(settings.success)))
    checks.push(yield* checkHost(settings.success, "Upload host", operations.uploadFile))
  }
  checks.push(...(yield* checkFolders))
  return checks
}).pipe(Effect.provide(layerHttp))

const examineToken = (settings: Settings) =>
  Effect.gen(function* () {
    const given = yield* tokenOfRun
    const profile = yield* profileOfRun
    const layers = Layer.provideMerge(ZohoConnection.layerSettings(settings), layerTokenOfRun(settings))
    return yield* Effect.gen(function* () {
      yield* AccessToken
      const { check, token } = yield* checkGrant("grant" in given ? given.grant : undefined)
      if (token === undefined) return check === undefined ? [] : [check]
      const used = yield* checkToken(token)
      return used.some(({ name, state }) => name === "Token" && state === "failed")
        ? used
        : [...used, ...checkSpending(settings, profile?.scope)]
    }).pipe(Effect.provide(layers))
  })

const checkText = (style: Style, width: number, { found, name, remedy, state }: Check): string => {
  const paint = { ok: style.good, failed: style.bad, skipped: style.faint }[state]
  const line = `${paint(style.marks[state])} ${name.padEnd(width)}  ${plain(found)}`
  return remedy === undefined ? line : `${line}\n  ${" ".repeat(width)}  ${style.strong(plain(remedy))}`
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
      return yield* presentRequests(doctorRequests(settings), {
        access: { hosts: [settings.hosts.upload.host], writes },
      })
    }
    const checks: ReadonlyArray<Check> = yield* examine
    const broken = checks.find(isBroken)
    const documents = checks.map(({ exitCode: _, ...check }) => check)
    const text = (style: Style): string => {
      const width = Math.max(...checks.map(({ name }) => name.length))
      return checks.map((check) => checkText(style, width, check)).join("\n")
    }
    yield* presentEach("checks", documents, { more: { ok: broken === undefined }, text })
    if (broken !== undefined) yield* endWith(broken.exitCode ?? exitCode.unexpected)
  }),
).pipe(
  withLesson({
    does: "Looks whether each layer works, from the settings to the scopes, and says what to fix first.",
    credits: "3",
    asks: [operations.getOrganization, operations.getReadJob, operations.getWriteJob],
  }),
  Command.withExamples([{ command: "zoho-bulk doctor --emulator", description: "How it looks when all is well" }]),
)
