import * as Command from "effect/cli/Command"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { grantFingerprint } from "../../auth/grantFingerprint.ts"
import { longestLife } from "../../auth/IssuedToken.ts"
import { resolveSettings } from "../../settings/Settings.ts"
import { fromSaved } from "../../settings/SettingsLevel.ts"
import { folderOf } from "../explain/denoFlags.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import {
  keptTokens,
  ownerOf,
  type Profile,
  profilesFile,
  readProfiles,
  settingsOf,
  tokensFile,
} from "../signIn/Profiles.ts"
import { noOwnFolder } from "../signIn/ownFolder.ts"
import { isoSecond } from "../output/isoSecond.ts"
import type { LineOf } from "../output/DocumentOf.ts"
import { listPresenter } from "../output/present.ts"
import { duration } from "../output/amount.ts"
import { root } from "../flags/root.ts"
import type { Style } from "../output/Style.ts"
import { nameAndValue } from "../output/Table.ts"
import { lines, paragraphs, say, type Words } from "../output/Words.ts"
import { parseScopes } from "../../wire/scopes.ts"
import { withLesson } from "../help/withLesson.ts"
import { own } from "../../domain/own.ts"

const fingerprintDigits = 12

type DocumentOfSecret = LineOf<"authStatus">["clientSecret"]

/** Where the client secret of a sign-in is. */
const placeOfSecret = ({ clientSecretFrom: from }: Profile): DocumentOfSecret =>
  from === undefined
    ? { from: "file" }
    : "command" in from
      ? { from: "command", command: from.command }
      : { from: "keyring" }

const wordsOfSecret = ({ command, from }: DocumentOfSecret): string =>
  command === undefined
    ? from === "file"
      ? "in the file of sign-ins"
      : "in the system's keyring"
    : `from a command: ${command}`

const describe = Effect.fnUntraced(function* (name: string, profile: Profile) {
  const settings = yield* Effect.fromResult(resolveSettings([fromSaved(settingsOf(profile))]))
  const fingerprint = yield* grantFingerprint(ownerOf(profile), settings)
  const expiresAt = own(yield* keptTokens, fingerprint)?.token?.expiresAt
  const now = yield* Clock.currentTimeMillis
  const isKnown = expiresAt !== undefined && expiresAt - now <= longestLife
  const left = isKnown ? Math.max(0, expiresAt - now) : undefined
  return {
    profile: name,
    organization: profile.organization ?? null,
    dataCenter: settings.dataCenter,
    environment: settings.environment,
    apiDomain: settings.hosts.api.origin,
    scopes: profile.scope === undefined ? null : parseScopes(profile.scope),
    signedIn: isoSecond(profile.savedAt),
    fingerprint: fingerprint.slice(0, fingerprintDigits),
    clientSecret: placeOfSecret(profile),
    tokenSecondsLeft: left === undefined ? null : Math.round(left / 1_000),
  }
})

/** `zoho-bulk auth status`: who is signed in, and for what. Asks Zoho nothing, and shows no secret. */
export const status = Command.make(
  "status",
  {},
  Effect.fnUntraced(function* () {
    if ((yield* root).explain) {
      const reads = [...(yield* folderOf(profilesFile)), ...(yield* folderOf(tokensFile))]
      return yield* presentRequests([], { access: { reads } })
    }
    const presentEach = yield* listPresenter("authStatus")
    const profiles = yield* readProfiles
    const signIns = yield* Effect.forEach(profiles, ([name, profile]) => describe(name, profile))
    const file = yield* profilesFile
    const text = (style: Style): Words =>
      signIns.length === 0
        ? Option.isNone(file)
          ? say`Sign-ins cannot be looked up: ${noOwnFolder("config")}.`
          : say`Nobody has signed in (${file.value}). Sign in with ${style.call("auth login")}.`
        : paragraphs(
            signIns.map((each) =>
              nameAndValue(style, [
                ["Profile", style.strong(each.profile)],
                ["Organisation", each.organization ?? "not known"],
                ["Data centre", `${each.dataCenter}, ${each.environment}, ${each.apiDomain}`],
                ["Scopes", each.scopes === null ? "not known" : lines(each.scopes)],
                ["Signed in", each.signedIn],
                ["Secret", wordsOfSecret(each.clientSecret)],
                ["Grant", `fingerprint ${each.fingerprint}`],
                [
                  "Token",
                  each.tokenSecondsLeft === null
                    ? "none yet; one is requested when it is needed"
                    : `${duration(each.tokenSecondsLeft * 1_000)} left, then a new one is requested`,
                ],
              ]),
            ),
          )
    yield* presentEach(signIns, {}, text)
  }),
).pipe(
  withLesson({
    does: "Shows who is signed in, where, and for what, without any secrets.",
    credits: "none: it does not call Zoho",
  }),
  Command.withExamples([{ command: "zoho-bulk auth status", description: "All sign-ins on this machine" }]),
)
