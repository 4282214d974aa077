import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { isTokenInConfig } from "../../auth/tokenFromConfig.ts"
import { settingNames } from "../../settings/settingNames.ts"
import { claimOf, fromFlags, fromSaved, readLevel } from "../../settings/SettingsLevel.ts"
import { UnreadableVariables } from "../../settings/UnreadableVariables.ts"
import { isQuiet, root, settingsFromFlags } from "../flags/root.ts"
import { Output } from "../output/Output.ts"
import { BegunWith } from "./BegunWith.ts"
import { profileOfRun, settingsOfRun } from "./connect.ts"
import { OrganizationMeant } from "./OrganizationMeant.ts"

/** What decides where rows go, and is settled neither by a flag nor by what a journey was begun with. */
const openSettings = Effect.gen(function* () {
  const levels = [fromFlags(yield* settingsFromFlags), fromSaved(yield* BegunWith)].flatMap((level) =>
    Option.toArray(Result.getSuccess(readLevel(level))),
  )
  const isSignedIn = Option.exists(yield* Effect.option(profileOfRun), (profile) => profile !== undefined)
  const namesHost = levels.some(({ apiDomain }) => apiDomain !== undefined)
  // A grant is refused in any other data centre than its own.
  const hasDataCenter = namesHost || isSignedIn || levels.some((level) => claimOf.dataCenter(level) !== undefined)
  const hasEnvironment = namesHost || levels.some((level) => claimOf.environment(level) !== undefined)
  const isSettled = hasDataCenter && hasEnvironment && !isSignedIn
  const namesUpload = levels.some(({ uploadUrl }) => uploadUrl !== undefined)
  const namesProfile =
    (yield* OrganizationMeant) !== undefined || levels.some(({ profile }) => profile !== undefined) || isSignedIn
  return [
    ...(hasDataCenter ? [] : ["dataCenter" as const]),
    ...(hasEnvironment ? [] : ["environment" as const]),
    ...(namesHost || isSettled ? [] : ["apiDomain" as const]),
    ...(namesHost || namesUpload || isSettled ? [] : ["uploadUrl" as const]),
    // Beside a token, the name of a sign-in would mean another organisation.
    ...(namesProfile || isSettled || !(yield* Effect.orElseSucceed(isTokenInConfig, () => false))
      ? []
      : ["profile" as const]),
  ]
})

/** The variables that may say that rows go elsewhere, because the runtime did not let us read them and nothing else says it. */
export const hiddenVariables = Effect.gen(function* () {
  if ((yield* root).emulator) return []
  const unreadable = yield* UnreadableVariables
  if (unreadable.length === 0) return []
  const open = (yield* openSettings).map((key) => settingNames[key].variable as string)
  return open.filter((variable) => unreadable.includes(variable))
})

/** Reports that variables count as unset, and what becomes of that. */
export const wordsOfHidden = (hidden: ReadonlyArray<string>, host: string): string => {
  const [count, are] = hidden.length === 1 ? ["it counts", "it is"] : ["they count", "they are"]
  return `Deno does not let this program read ${hidden.join(", ")}: ${count} as unset, and requests go to ${host}. If ${are} set, add --allow-env=${hidden.join(",")}.`
}

/** Reports once which host it works with, if nobody can know whether another one is meant. */
export const tellHidden = Effect.gen(function* () {
  if (yield* isQuiet) return
  const hidden = yield* hiddenVariables
  if (hidden.length === 0) return
  const settings = yield* Effect.option(settingsOfRun(false))
  // Who has no settings is told of that instead.
  if (Option.isNone(settings)) return
  const words = wordsOfHidden(hidden, settings.value.hosts.api.origin)
  const output = yield* Output
  yield* output.talk((style) => style.warning(words))
})
