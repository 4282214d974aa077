import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { exchangeGrantCode, exchangeRequest } from "../../auth/exchangeGrantCode.ts"
import { layerAccessToken } from "../../auth/layerAccessToken.ts"
import { grantVariables } from "../../auth/RefreshGrant.ts"
import { call } from "../../connection/call.ts"
import { readReply } from "../../connection/readReply.ts"
import { resolveSettings, type Settings } from "../../settings/Settings.ts"
import { fromFlags, fromVariables } from "../../settings/SettingsLevel.ts"
import { settingNames, type SettingsInput } from "../../settings/settingNames.ts"
import { layerSettings, ZohoConnection } from "../../connection/ZohoConnection.ts"
import { settingsFromConfig } from "../../settings/settingsFromConfig.ts"
import { operations } from "../../wire/Operation.ts"
import { organization } from "../../wire/organization.ts"
import { askFor, askForSecret, checkCanAsk } from "../signIn/ask.ts"
import { optional } from "../flags/commandFlags.ts"
import { checkCanKeep } from "../run/checkCanKeep.ts"
import { checkIsMeant, layerHttp, profileNameOfRun, variableOfSignIn } from "../run/connect.ts"
import { folderOf, setOf } from "../explain/denoFlags.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { rehearse } from "../explain/rehearse.ts"
import { hold } from "../output/HeldSecrets.ts"
import { Output } from "../output/Output.ts"
import { profilesFile, readProfiles, saveProfile } from "../signIn/Profiles.ts"
import { presenter } from "../output/present.ts"
import { say } from "../output/Words.ts"
import { root, settingsFromFlags } from "../flags/root.ts"
import { settingsToKeep } from "../signIn/settingsToKeep.ts"
import { secretFlags } from "../signIn/secretFlags.ts"
import { forgettingRuns } from "../signIn/forgetSecret.ts"
import { programsOf } from "../signIn/SecretFrom.ts"
import { deviceSteps, scopesFor, signInSteps } from "../signIn/signInSteps.ts"
import { deviceRequests, tokensByDevice } from "../signIn/tokensByDevice.ts"
import type { Style } from "../output/Style.ts"
import { UsageError } from "../failure/UsageError.ts"
import { withLesson } from "../help/withLesson.ts"
import { typed } from "../output/StartedAs.ts"

const [clientIdVariable, clientSecretVariable] = grantVariables

const settingVariables = Object.values(settingNames).map(({ variable }) => variable)

const secretInConfig = Effect.map(
  Effect.orDie(Config.option(Config.Redacted(clientSecretVariable))),
  Option.getOrUndefined,
)

const idInConfig = Effect.map(Effect.orDie(Config.option(Config.String(clientIdVariable))), Option.getOrUndefined)

/** Where to sign in: what flags and variables say, whoever is signed in already, but for what is known better. */
const settingsOfLogin = Effect.fnUntraced(function* (known: SettingsInput = {}) {
  const levels = [fromFlags(known), fromFlags(yield* settingsFromFlags), fromVariables(yield* settingsFromConfig)]
  return yield* Effect.fromResult(resolveSettings(levels))
})

const askForOrganization = Effect.gen(function* () {
  const reply = yield* call(yield* ZohoConnection, operations.getOrganization, {})
  return yield* readReply(reply, organization)
})

/** Asks Zoho whose token it is; one that may not know is none the worse for it. */
const organizationOf = (settings: Settings, token: Redacted.Redacted<string>) =>
  askForOrganization.pipe(
    Effect.provide(Layer.provide(layerSettings(settings), layerAccessToken(token))),
    Effect.catchTag("ScopeMissing", () => Effect.succeed(undefined)),
  )

/** What a sign-in is made of. */
const wanted = {
  clientId: { name: "Client id", how: "--client-id" },
  clientSecret: {
    name: "Client secret",
    how: `the variable ${clientSecretVariable}`,
    variable: clientSecretVariable,
  },
  code: { name: "Code", how: "--code" },
} as const

/** `zoho-bulk auth login`: a Self Client's code becomes a sign-in that is kept. */
export const login = Command.make(
  "login",
  {
    use: Flag.Literals("for", Object.keys(scopesFor) as ReadonlyArray<keyof typeof scopesFor>).pipe(
      Flag.withDescription("what the sign-in is for, which decides the scopes"),
      Flag.withDefault("all" as const),
    ),
    clientId: optional(
      Flag.String("client-id").pipe(Flag.withDescription(`id of the Self Client (${clientIdVariable})`)),
    ),
    device: Flag.Boolean("device").pipe(
      Flag.withDescription(
        "sign in with a code that you enter in a browser on any device, for a client of the type Non-browser Applications; not yet tried at Zoho",
      ),
      Flag.withDefault(false),
    ),
    code: optional(
      Flag.Redacted("code").pipe(
        Flag.withDescription("the code that Zoho's console generated; valid once, for a few minutes"),
      ),
    ),
    ...secretFlags,
  },
  Effect.fnUntraced(function* ({ clientId: givenId, code: givenCode, device, keyring, secretCommand, use }) {
    const { emulator, explain } = yield* root
    if (emulator) {
      return yield* new UsageError({
        problem: "The built-in emulator needs no sign-in",
        remedy: `Leave --emulator out; to try a sign-in, start ${yield* typed("emulator")} and name it with --api-domain.`,
      })
    }
    if (device && givenCode !== undefined) {
      return yield* new UsageError({
        problem: "--device and --code contradict each other",
        remedy: "Leave out --code: with --device, Zoho gives the code, and you enter it in a browser.",
      })
    }
    const settings = yield* settingsOfLogin()
    const steps = (style: Style) => (device ? deviceSteps(style, settings) : signInSteps(style, settings, use))
    const output = yield* Output
    const { checkSecretFrom, forgetReplaced, savingSecret, secretFromFlags } = yield* Effect.promise(
      () => import("../signIn/secretOfLogin.ts"),
    )
    const secretFrom = yield* secretFromFlags({ keyring, secretCommand })
    const isPrinted = secretCommand !== undefined
    if (explain) {
      const clientId = givenId ?? (yield* idInConfig) ?? "CLIENT_ID"
      const hidden = Redacted.make("")
      const replaced = (yield* readProfiles).get((yield* profileNameOfRun).name)
      const client = { clientId, clientSecret: hidden }
      const requests = [
        ...(device ? deviceRequests(client, settings, use) : [exchangeRequest({ ...client, code: hidden }, settings)]),
        ...(yield* rehearse(askForOrganization, settings)),
      ]
      return yield* presentRequests(requests, {
        words: steps,
        document: { scopes: scopesFor[use] },
        access: {
          writes: yield* folderOf(profilesFile),
          runs: [...new Set([...programsOf(secretFrom), ...forgettingRuns(replaced?.clientSecretFrom)])],
          variables: [
            ...(yield* setOf([clientIdVariable, ...(isPrinted ? [] : [clientSecretVariable]), ...settingVariables])),
            ...(yield* variableOfSignIn(yield* readProfiles, 0)),
          ],
        },
      })
    }
    const present = yield* presenter("authLogin")
    yield* checkIsMeant(yield* readProfiles, 0)
    yield* output.talk((style) => say`${steps(style)}\n`)
    const [knownId, knownSecret] = [givenId ?? (yield* idInConfig), yield* secretInConfig]
    yield* checkCanAsk([
      ...(knownId === undefined ? [wanted.clientId] : []),
      ...(knownSecret === undefined && !isPrinted ? [wanted.clientSecret] : []),
      ...(device || givenCode !== undefined ? [] : [wanted.code]),
    ])
    // A code is good once: it is not spent where the sign-in could not be kept.
    yield* checkCanKeep
    const { name } = yield* profileNameOfRun
    const printedSecret = yield* checkSecretFrom(secretFrom, name)
    const clientId = yield* askFor(knownId, wanted.clientId)
    const clientSecret = yield* askForSecret(printedSecret ?? knownSecret, wanted.clientSecret)
    const client = { clientId, clientSecret }
    const byCode = Effect.gen(function* () {
      const code = yield* askForSecret(givenCode, wanted.code)
      const issued = yield* exchangeGrantCode({ ...client, code }, settings)
      return { ...issued, dataCenter: settings.dataCenter }
    })
    yield* Effect.gen(function* () {
      const issued = yield* device ? tokensByDevice(client, settings, use) : byCode
      yield* hold(issued.accessToken, ...(issued.refreshToken === undefined ? [] : [issued.refreshToken]))
      if (issued.refreshToken === undefined) {
        return yield* new UsageError({
          problem: "Zoho issued an access token for an hour, but no refresh token",
          remedy: device
            ? "Run it again, and allow the access that the page asks for."
            : "Generate the code in a Self Client, as above: its codes come with a refresh token.",
        })
      }
      const isElsewhere = issued.dataCenter !== settings.dataCenter
      const elsewhere: Readonly<Record<string, string>> = isElsewhere ? { dataCenter: issued.dataCenter } : {}
      const home = isElsewhere ? yield* settingsOfLogin(elsewhere) : settings
      const found = yield* organizationOf(home, issued.accessToken)
      const before = (yield* readProfiles).get(name)
      const refreshToken = Redacted.value(issued.refreshToken)
      const others = {
        clientId,
        refreshToken,
        settings: { ...(yield* settingsToKeep), ...elsewhere },
        use,
        ...(issued.scope === undefined ? {} : { scope: issued.scope }),
        ...(found?.name === undefined ? {} : { organization: found.name }),
      }
      yield* savingSecret(secretFrom, name, clientSecret, (kept) => saveProfile(name, { ...others, ...kept }))
      yield* forgetReplaced(before?.clientSecretFrom, secretFrom, name)
      const { flag, variable } = settingNames.profile
      const howToUse =
        name === "default" ? "No other setting is needed." : `To use it: --${flag} ${name} (or ${variable}=${name}).`
      const whom = found?.name ?? "an organisation whose name the scopes do not show"
      yield* present(
        {
          profile: name,
          organization: found?.name ?? null,
          dataCenter: home.dataCenter,
          scope: issued.scope ?? null,
        },
        (style) => say`${style.good("Signed in")} to ${whom}, as ${name}. ${howToUse}`,
      )
    }).pipe(Effect.provide(layerHttp))
  }),
).pipe(
  withLesson({
    does: "Signs in with a Self Client of Zoho's API console, and saves the sign-in.",
    credits: "1",
    asks: [operations.getOrganization],
  }),
  Command.withExamples([
    { command: "zoho-bulk auth login --data-center eu", description: "Asks for what it needs" },
    { command: "zoho-bulk auth login --profile work --for read", description: "A second sign-in that can only read" },
    {
      command: "zoho-bulk auth login --device --client-id 1004.CLIENT",
      description: "On a server: the code is entered in a browser elsewhere",
    },
  ]),
)
