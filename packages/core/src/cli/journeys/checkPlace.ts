import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { grantVariables } from "../../auth/RefreshGrant.ts"
import { resolveSettings, type Settings } from "../../settings/Settings.ts"
import { fromSaved, type SettingsLevel } from "../../settings/SettingsLevel.ts"
import { isLoopback } from "../../domain/hosts.ts"
import { BegunWith } from "../run/BegunWith.ts"
import { levelsOfRun, profileNameOfRun, settingsOfRun, tokenOfRun } from "../run/connect.ts"
import { root } from "../flags/root.ts"
import { UsageError } from "../failure/UsageError.ts"
import type { KnownJourney } from "./Journeys.ts"
import { typed } from "../output/StartedAs.ts"

const placeKeys = ["apiDomain", "dataCenter", "environment", "accountsUrl", "uploadUrl", "downloadUrl"] as const

/** What a level's first word about the place is called there, if it has one. */
const wordOf = ({ nameOf, values }: SettingsLevel): string | undefined => {
  const key = placeKeys.find((each) => (values[each] ?? "") !== "")
  return key === undefined ? undefined : nameOf(key)
}

const isSamePlace = (a: Settings, b: Settings): boolean =>
  a.hosts.api.origin === b.hosts.api.origin && a.hosts.accounts.origin === b.hosts.accounts.origin

/** Flags that name the journey's own place are the user's word that the token may go there. */
const isConsent = (flags: SettingsLevel, there: Settings): boolean => {
  if (wordOf(flags) === undefined) return false
  const named = resolveSettings([flags, fromSaved({ environment: there.environment })])
  return Result.isSuccess(named) && isSamePlace(named.success, there)
}

/**
 * What decides where the token belongs. A token in a variable decides nothing; a grant does against this machine, so
 * that its secret is not sent here.
 */
const whoSays = Effect.fnUntraced(function* (there: Settings) {
  const { flags, signIn, variables } = yield* levelsOfRun(false)
  const named = wordOf(flags) ?? wordOf(variables)
  if (named !== undefined) return named
  if (signIn !== undefined) return `the sign-in ${(yield* profileNameOfRun).name}`
  const given = yield* Effect.option(tokenOfRun)
  const isGrant = Option.isSome(given) && "grant" in given.value
  return isGrant && isLoopback(there.hosts.accounts) ? grantVariables.at(-1) : undefined
})

const wrongPlace = Effect.fnUntraced(function* (
  { journey }: KnownJourney,
  there: Settings,
  here: Settings,
  who: string,
) {
  const host = there.hosts.api.origin === here.hosts.api.origin ? "accounts" : "api"
  const [begunAt, meant] = [there.hosts[host], here.hosts[host]]
  const part = begunAt.host === meant.host ? "origin" : "host"
  return yield* new UsageError({
    problem: `${journey.id} was started at ${begunAt[part]}, but ${who} is for ${meant[part]}`,
    remedy: `Sign in there and name that sign-in with --profile; or name the host, if it may have the token, with --api-domain ${there.hosts.api.origin}; or forget the journey with ${yield* typed(`journeys --forget ${journey.id}`)}.`,
  })
})

/**
 * Refuses to resume a journey if the current token belongs elsewhere: it would be sent to the hosts with which the
 * journey began, whoever answers there by now.
 */
export const checkPlace = Effect.fnUntraced(function* (known: KnownJourney) {
  const { host, settings } = known.journey
  const begunWith = fromSaved(settings)
  if ((yield* root).emulator || (host === undefined && wordOf(begunWith) === undefined)) return
  const there = yield* Effect.fromResult(resolveSettings([begunWith]))
  const { profile } = settings
  yield* Effect.gen(function* () {
    const here = yield* settingsOfRun(false)
    const { flags } = yield* levelsOfRun(false)
    if (isSamePlace(here, there) || isConsent(flags, there)) return
    const who = yield* whoSays(there)
    if (who !== undefined) return yield* wrongPlace(known, there, here, who)
  }).pipe(Effect.provideService(BegunWith, profile === undefined ? {} : { profile }))
})
