import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { grantFingerprint } from "../../auth/grantFingerprint.ts"
import { revocationRequest, revokeRefreshToken } from "../../auth/revokeRefreshToken.ts"
import { resolveSettings } from "../../settings/Settings.ts"
import { fromSaved } from "../../settings/SettingsLevel.ts"
import { checkIsMeant, layerHttp, profileNameOfRun, variableOfSignIn } from "../run/connect.ts"
import { folderOf } from "../explain/denoFlags.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import {
  forgetProfile,
  forgetTokens,
  ownerOf,
  profilesFile,
  readProfiles,
  settingsOf,
  tokensFile,
} from "../signIn/Profiles.ts"
import { presenter } from "../output/present.ts"
import { say } from "../output/Words.ts"
import { forgetSecret, forgettingRuns } from "../signIn/forgetSecret.ts"
import { root } from "../flags/root.ts"
import { UsageError } from "../failure/UsageError.ts"
import { withLesson } from "../help/withLesson.ts"
import { typed } from "../output/StartedAs.ts"

/** `zoho-bulk auth logout`: revokes a sign-in at Zoho, and then forgets it. */
export const logout = Command.make(
  "logout",
  {
    keepGrant: Flag.Boolean("keep-grant").pipe(
      Flag.withDescription("forget it here without revoking it at Zoho, for example if Zoho cannot be reached"),
      Flag.withDefault(false),
    ),
  },
  Effect.fnUntraced(function* ({ keepGrant }) {
    const { name } = yield* profileNameOfRun
    const profiles = yield* readProfiles
    yield* checkIsMeant(profiles)
    const profile = profiles.get(name)
    if (profile === undefined) {
      return yield* new UsageError({
        problem: `There is no sign-in ${name}`,
        remedy: `See ${yield* typed("auth status")} for a list.`,
      })
    }
    const settings = yield* Effect.fromResult(resolveSettings([fromSaved(settingsOf(profile))]))
    if ((yield* root).explain) {
      const revoking = revocationRequest(ownerOf(profile).refreshToken, settings)
      const writes = [...(yield* folderOf(profilesFile)), ...(yield* folderOf(tokensFile))]
      const words = () => `Forgets the sign-in ${name}.`
      return yield* presentRequests(keepGrant ? [] : [revoking], {
        words,
        access: {
          writes,
          runs: forgettingRuns(profile.clientSecretFrom),
          variables: yield* variableOfSignIn(profiles),
        },
      })
    }
    const present = yield* presenter("authLogout")
    // Tokens can be had anew, as long as the sign-in is there: where they cannot be forgotten, nothing has happened yet.
    yield* forgetTokens(yield* grantFingerprint(ownerOf(profile), settings))
    if (!keepGrant) {
      yield* revokeRefreshToken(ownerOf(profile).refreshToken, settings).pipe(
        // What Zoho does not know any more need not be revoked.
        Effect.catchTag("GrantRefused", () => Effect.void),
        Effect.provide(layerHttp),
      )
    }
    yield* forgetProfile(name)
    yield* forgetSecret(name, profile.clientSecretFrom)
    yield* present({ profile: name, revoked: !keepGrant }, (style) =>
      keepGrant
        ? say`${style.good("Forgotten:")} ${name}. The grant remains valid at Zoho for anyone who holds it.`
        : say`${style.good("Signed out:")} ${name}. Zoho has revoked the grant, and it is forgotten here.`,
    )
  }),
).pipe(
  withLesson({
    does: "Revokes a sign-in at Zoho, and then forgets it.",
    credits: "none",
  }),
  Command.withExamples([
    { command: "zoho-bulk auth logout --profile work", description: "One of several sign-ins" },
    { command: "zoho-bulk auth logout --keep-grant", description: "Here only, if Zoho cannot be reached" },
  ]),
)
