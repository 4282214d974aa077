import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { isTokenInConfig } from "../../auth/tokenFromConfig.ts"
import type { JourneyRequest } from "../../durable/JourneyRequest.ts"
import { checkSubmission } from "../../durable/table/checkSubmission.ts"
import { scheduleJourney } from "../../durable/table/schedules.ts"
import { submitJourney } from "../../durable/table/submitJourney.ts"
import { UnreadableVariables } from "../../settings/UnreadableVariables.ts"
import { UsageError } from "../failure/UsageError.ts"
import type { SubmitFlags } from "../flags/submitFlags.ts"
import { nameJourney } from "../journeys/nameJourney.ts"
import { duration } from "../output/amount.ts"
import { Output } from "../output/Output.ts"
import { presenter } from "../output/present.ts"
import { isQuiet } from "../flags/root.ts"
import { say } from "../output/Words.ts"
import { tokenVariables } from "../run/connect.ts"
import { readProfiles } from "../signIn/Profiles.ts"
import { layerStore } from "./openStore.ts"
import { usualOrganization } from "./organizationsOfRun.ts"
import { placeOfFiles } from "./placeOfFiles.ts"
import { flagsOf, storeMeant, type StoreMeant } from "./storeMeant.ts"

const wordsOfState = {
  queued: "is queued",
  known: "was already submitted; nothing is added",
  "queued again": "ended without a result, and is queued again: it continues where it stopped",
  scheduled: "is scheduled",
} as const

const keyNeeded = new UsageError({
  problem: "A repeated journey needs a name, so that you can change or end it",
  remedy: "Name it with --key.",
})

/** Whether variables give a token, or may do so without our seeing them. */
const mayHaveToken = Effect.gen(function* () {
  if ((yield* UnreadableVariables).some((name) => tokenVariables.includes(name))) return true
  return yield* Effect.orElseSucceed(isTokenInConfig, () => true)
})

/** Says that nobody has signed in to the organisation, where that can be known: a database has runners on other machines. */
const tellNotSignedIn = Effect.fnUntraced(function* (store: StoreMeant, organization: string) {
  if (store._tag === "database") return
  const signIns = yield* Effect.option(readProfiles)
  if (Option.isNone(signIns) || signIns.value.has(organization)) return
  if (organization === usualOrganization && (yield* mayHaveToken)) return
  const output = yield* Output
  yield* output.talk((style) =>
    style.warning(
      say`There is no sign-in ${organization} here, and the journey fails without one. To sign in: ${style.call(`auth login --profile ${organization}`)}`,
    ),
  )
})

/** Submits a journey to a store, or has it made again and again. */
export const submitted = Effect.fnUntraced(function* (
  { every, key: named, organization = usualOrganization, shared, ...flags }: SubmitFlags,
  request: JourneyRequest,
  about: string,
) {
  if (every !== undefined && named === undefined) return yield* keyNeeded
  if (every !== undefined && Duration.toMillis(every) < 1_000) {
    return yield* new UsageError({ problem: "--every is less than a second", remedy: "Give at least one second." })
  }
  const present = yield* presenter("submit")
  const output = yield* Output
  const store = yield* storeMeant(flags)
  const place = yield* placeOfFiles(store, shared, request.kind)
  const key = named ?? (yield* nameJourney(request.kind, about, yield* Clock.currentTimeMillis))
  const submission = { key, organization, request, ...place }
  yield* checkSubmission(submission)
  const everyMillis = every === undefined ? undefined : Duration.toMillis(every)
  const state = yield* Effect.provide(
    everyMillis === undefined
      ? submitJourney(submission)
      : Effect.as(scheduleJourney({ ...submission, everyMillis }), "scheduled" as const),
    layerStore(store),
  )
  const repeated = everyMillis === undefined ? {} : { everyMillis }
  yield* present({ key, organization, kind: request.kind, state, ...repeated, store: store.shown }, (style) => {
    const again = everyMillis === undefined ? "" : `, every ${duration(everyMillis)}`
    return say`${style.strong(key)} ${wordsOfState[state]}${again}.`
  })
  if (yield* isQuiet) return
  yield* tellNotSignedIn(store, organization)
  const watching = ["journeys", flagsOf(store), "--watch"].filter((word) => word !== "").join(" ")
  yield* output.talk((style) => style.faint(say`A runner of the store runs it. To follow it: ${style.call(watching)}`))
})
