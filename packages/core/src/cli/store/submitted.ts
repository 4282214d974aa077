import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Path from "effect/Path"
import type * as SqlClient from "effect/sql/SqlClient"
import { isTokenInConfig } from "../../auth/tokenFromConfig.ts"
import type { JourneyRequest } from "../../durable/JourneyRequest.ts"
import { checkSubmission, type Submission } from "../../durable/table/checkSubmission.ts"
import { scheduleJourney, type ScheduleSet } from "../../durable/table/schedules.ts"
import { submitJourney } from "../../durable/table/submitJourney.ts"
import type { InvalidRequest } from "../../failure/InvalidInput.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { UnreadableVariables } from "../../settings/UnreadableVariables.ts"
import { UsageError } from "../failure/UsageError.ts"
import type { SubmitFlags } from "../flags/submitFlags.ts"
import { nameJourney } from "../journeys/nameJourney.ts"
import type { DocumentOf } from "../output/DocumentOf.ts"
import { isoSecond } from "../output/isoSecond.ts"
import { Output } from "../output/Output.ts"
import { presenter } from "../output/present.ts"
import { isQuiet } from "../flags/root.ts"
import { say } from "../output/Words.ts"
import { tokenVariables } from "../run/connect.ts"
import { readProfiles } from "../signIn/Profiles.ts"
import { layerStore } from "./openStore.ts"
import { usualOrganization } from "./organizationsOfRun.ts"
import { placeOfFiles } from "./placeOfFiles.ts"
import { interval } from "./storedSchedule.ts"
import { flagsOf, storeMeant, type StoreMeant } from "./storeMeant.ts"

const wordsOfState = {
  queued: "is queued",
  known: "was already submitted; nothing is added",
  "queued again": "ended without a result, and is queued again: it continues where it stopped",
} as const

/** How a journey is scheduled now, and what that replaced. */
const wordsOfSchedule = (everyMillis: number, { dueAt, replaced }: ScheduleSet): string => {
  const every = `every ${interval(everyMillis)}`
  if (replaced === undefined) return `is scheduled, ${every}`
  const next = `; next at ${isoSecond(dueAt)}`
  const asked = replaced.isSame ? "" : ", with another request than before"
  if (replaced.everyMillis !== everyMillis) {
    return `is now scheduled ${every} instead of ${interval(replaced.everyMillis)}${asked}${next}`
  }
  return replaced.isSame ? `was already scheduled, ${every}${next}` : `is scheduled again, ${every}${asked}${next}`
}

const keyNeeded = new UsageError({
  problem: "A repeated journey needs a name, so that you can change or end it",
  remedy: "Name it with --key.",
})

interface Written {
  readonly state: DocumentOf<"submit">["state"]
  readonly words: string
  readonly repeated: Pick<DocumentOf<"submit">, "everyMillis" | "next" | "insteadOfMillis">
}

/** Writes a journey down, or a schedule, and says what came of it. */
const written = Effect.fnUntraced(function* (
  submission: Submission,
  everyMillis: number | undefined,
): Effect.fn.Return<Written, InvalidRequest | StorageFailed, SqlClient.SqlClient | Path.Path> {
  if (everyMillis === undefined) {
    const state = yield* submitJourney(submission)
    return { state, words: wordsOfState[state], repeated: {} }
  }
  const set = yield* scheduleJourney({ ...submission, everyMillis })
  const replaced = set.replaced === undefined ? {} : { insteadOfMillis: set.replaced.everyMillis }
  const repeated = { everyMillis, next: isoSecond(set.dueAt), ...replaced }
  return { state: "scheduled", words: wordsOfSchedule(everyMillis, set), repeated }
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
  const { repeated, state, words } = yield* Effect.provide(written(submission, everyMillis), layerStore(store))
  yield* present(
    { key, organization, kind: request.kind, state, ...repeated, store: store.shown },
    (style) => say`${style.strong(key)} ${words}.`,
  )
  if (yield* isQuiet) return
  yield* tellNotSignedIn(store, organization)
  const watching = ["journeys", flagsOf(store), "--watch"].filter((word) => word !== "").join(" ")
  yield* output.talk((style) => style.faint(say`A runner of the store runs it. To follow it: ${style.call(watching)}`))
})
