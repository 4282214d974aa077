import * as Effect from "effect/Effect"
import type { JobId } from "../../domain/JobId.ts"
import { findJourney, type JourneyRow } from "../../durable/table/JourneyRow.ts"
import { prunable, pruneEach } from "../../durable/prune/pruneJourneys.ts"
import { endSchedule } from "../../durable/table/schedules.ts"
import { cancelJourney, resolveOrder } from "../../durable/table/wishes.ts"
import { InvalidRequest } from "../../failure/InvalidInput.ts"
import type { StoreFlags } from "../flags/storeFlags.ts"
import { typed } from "../output/StartedAs.ts"
import { amount, number } from "../output/amount.ts"
import { isoSecond } from "../output/isoSecond.ts"
import { presenter } from "../output/present.ts"
import { lines, say } from "../output/Words.ts"
import { inStore } from "./openStore.ts"
import { flagsOf, storeMeant } from "./storeMeant.ts"

/** Says as well which command lists the journeys: what is refused, is refused by what stands there. */
const showing = Effect.fnUntraced(function* (store: StoreFlags, { problem, remedy }: InvalidRequest) {
  const shown = yield* typed(`journeys ${flagsOf(yield* storeMeant(store))}`.trimEnd())
  return yield* new InvalidRequest({ problem, remedy: `${remedy} ${shown} lists the journeys, and what they ask.` })
})

/**
 * Refuses a word on another order than the one that a journey asks about now: it may have been settled meanwhile, and
 * the next one lost. Of a journey's first order nobody can have had another in mind.
 */
const checkIsMeant = Effect.fnUntraced(function* ({ asks, key, run }: JourneyRow, orderedAt: string | undefined) {
  if (asks === null) return
  const sent = isoSecond(asks.sentAt)
  const isFirst = asks.number === 1 && run === 1
  if (orderedAt === sent || (orderedAt === undefined && isFirst)) return
  return yield* new InvalidRequest({
    problem:
      orderedAt === undefined
        ? `Journey ${key} has asked before, and asks now about ${asks.part}, ordered at ${sent}`
        : `Journey ${key} asks about ${asks.part}, ordered at ${sent}, and not about an order of ${orderedAt}`,
    remedy: `Check whether Zoho has a job of that time, and add --ordered-at ${sent}.`,
  })
})

/** Gives the word on the order that a journey asks about. */
export const resolveStored = Effect.fnUntraced(function* (
  store: StoreFlags,
  key: string,
  { jobId, orderedAt }: { readonly jobId: JobId | undefined; readonly orderedAt: string | undefined },
) {
  const present = yield* presenter("resolve")
  const asked = yield* inStore(
    store,
    Effect.gen(function* () {
      const journey = yield* findJourney(key)
      if (journey !== undefined) yield* checkIsMeant(journey, orderedAt)
      const word = jobId === undefined ? { _tag: "NoJob" as const } : { _tag: "Adopt" as const, jobId }
      yield* resolveOrder({ key, word, sentAt: journey?.asks?.sentAt })
      return journey?.asks
    }),
  ).pipe(Effect.catchTag("InvalidRequest", (refused) => showing(store, refused)))
  const part = asked?.part ?? ""
  yield* present({ key, part, jobId: jobId ?? null }, (style) =>
    jobId === undefined
      ? say`${style.strong(key)}: ${part} is ordered again when its turn comes.`
      : say`${style.strong(key)}: ${part} continues with job ${jobId} when its turn comes.`,
  )
})

const wordsOfCancelled = {
  cancelled: "is cancelled; it had not started",
  stopping: "stops as soon as its runner notices; jobs already ordered continue at Zoho",
  over: "had already ended",
  "not repeated": "is no longer repeated; journeys already submitted by it continue",
} as const

/** Lets nobody go on with a journey, or repeat it. */
export const cancelStored = Effect.fnUntraced(function* (store: StoreFlags, key: string) {
  const present = yield* presenter("cancel")
  const state = yield* inStore(
    store,
    Effect.gen(function* () {
      const wasSchedule = yield* endSchedule(key)
      return wasSchedule ? ("not repeated" as const) : yield* cancelJourney(key)
    }),
  ).pipe(Effect.catchTag("InvalidRequest", (refused) => showing(store, refused)))
  yield* present({ key, state }, (style) => say`${style.strong(key)} ${wordsOfCancelled[state]}.`)
})

/** How many journeys people are told of that were forgotten. */
const mostForPeople = 20

/** Forgets what is kept of journeys that have been over for so long, or only tells which they are. */
export const pruneStored = Effect.fnUntraced(function* (store: StoreFlags, olderMillis: number, isPlan: boolean) {
  const present = yield* presenter("prune")
  const found = yield* isPlan ? inStore(store, prunable(olderMillis)) : inStore(store, pruneEach(olderMillis))
  const journeys = found.map(({ ended_at, key, kind, organization, state }) => ({
    key,
    organization,
    kind,
    state,
    ended: isoSecond(Number(ended_at)),
  }))
  const said = isPlan ? "would be deleted; nothing has been" : "deleted; their keys are never reused"
  const document = { store: (yield* storeMeant(store)).shown, pruned: isPlan ? 0 : journeys.length, journeys }
  yield* present(isPlan ? { ...document, plan: true } : document, (style) =>
    lines([
      say`${amount(journeys.length, "journey")} ${said}.`,
      ...journeys
        .slice(0, mostForPeople)
        .map(
          ({ ended, key, organization, state }) => say`  ${style.strong(key)} of ${organization}, ${state} ${ended}`,
        ),
      ...(journeys.length > mostForPeople
        ? [say`  and ${number(journeys.length - mostForPeople)} more; --json lists all of them`]
        : []),
    ]),
  )
})
