import * as Effect from "effect/Effect"
import { settingKeys } from "../../settings/parseSetting.ts"
import { settingNames } from "../../settings/settingNames.ts"
import { UnreadableVariables } from "../../settings/UnreadableVariables.ts"
import { settingsFromConfig } from "../../settings/settingsFromConfig.ts"
import { checkIsMeant } from "../run/connect.ts"
import { readProfiles } from "../signIn/Profiles.ts"
import { UsageError } from "../failure/UsageError.ts"
import { root, settingsFromFlags } from "../flags/root.ts"
import type { SubmitFlags } from "../flags/submitFlags.ts"

const { profile: named } = settingNames

const given = (text: string | undefined): string | undefined => (text === "" ? undefined : text)

/** Refuses the flags of a connection that a submission makes nothing of: it does not connect. */
const refuseIgnored = Effect.gen(function* () {
  const { emulator, records } = yield* root
  const flags = yield* settingsFromFlags
  const ignored = [
    ...(emulator ? ["--emulator"] : []),
    ...(Object.keys(records).length === 0 ? [] : ["--records"]),
    ...settingKeys.flatMap((key) =>
      key === "profile" || given(flags[key]) === undefined ? [] : [`--${settingNames[key].flag}`],
    ),
  ]
  if (ignored.length === 0) return
  return yield* new UsageError({
    problem: `submit does not connect to Zoho, and ${ignored.join(", ")} would be ignored`,
    remedy: `Leave ${ignored.join(" and ")} out. The runner connects as the sign-in of the journey's organisation says: name that one with --organization.`,
  })
})

/** Submits for the organisation that is meant: by its own flag, or by the sign-in that other commands would use. */
export const organizationFor = Effect.fnUntraced(function* <Flags extends Pick<SubmitFlags, "organization">>(
  flags: Flags,
) {
  yield* refuseIgnored
  const byFlag = given((yield* settingsFromFlags).profile)
  const byVariable = given((yield* settingsFromConfig).profile)
  const profile = byFlag ?? byVariable
  const { organization = profile } = flags
  if (organization === undefined && (yield* UnreadableVariables).includes(named.variable)) {
    yield* checkIsMeant(yield* Effect.orElseSucceed(readProfiles, () => new Map()))
  }
  if (profile === undefined || profile === organization) return { ...flags, organization }
  const other = byFlag === undefined ? `${named.variable}=${profile}` : `--${named.flag} ${profile}`
  return yield* new UsageError({
    problem: `--organization ${organization} and ${other} contradict each other`,
    remedy:
      byFlag === undefined
        ? `Unset ${named.variable} for this call, or name the organisation with --${named.flag} as well.`
        : "Both name the journey's organisation: leave one of them out.",
  })
})
