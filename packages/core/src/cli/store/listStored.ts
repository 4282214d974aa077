import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import { isOver } from "../../durable/JourneyState.ts"
import { findJourney, listJourneys } from "../../durable/table/JourneyRow.ts"
import { listSchedules } from "../../durable/table/schedules.ts"
import { journeyNamed } from "../../durable/table/wishes.ts"
import { root } from "../flags/root.ts"
import type { StoreFlags } from "../flags/storeFlags.ts"
import { Output } from "../output/Output.ts"
import { listPresenter, presenter } from "../output/present.ts"
import { paragraphs, say } from "../output/Words.ts"
import { inStore } from "./openStore.ts"
import { type StoredJourney, storedJourney, storedLine, storedTable, storedWhole } from "./storedJourney.ts"
import { schedulesTable, storedSchedule } from "./storedSchedule.ts"

/** Which journeys of a store are listed. */
interface Listed {
  readonly store: StoreFlags
  readonly limit: number | undefined
  readonly unfinished: boolean
  /** Whether those that were pruned are listed, too. */
  readonly pruned: boolean
}

/** How many are listed, the latest first, unless somebody asks for more. */
const usualLimit = 100

const stored = Effect.fnUntraced(function* ({ limit = usualLimit, pruned, unfinished }: Listed) {
  return (yield* listJourneys({ limit, pruned, unfinished })).map(storedJourney)
})

/** Lists the journeys of a store as they are now. */
export const listStored = (listed: Listed) =>
  Effect.gen(function* () {
    const present = yield* listPresenter("storedJourneys")
    const both = Effect.all([stored(listed), Effect.map(listSchedules, (all) => all.map(storedSchedule))])
    const [journeys, schedules] = yield* inStore(listed.store, both)
    const now = yield* Clock.currentTimeMillis
    const nothing = `Nothing ${listed.unfinished ? "is unfinished" : "was submitted"}.`
    yield* present(journeys, { schedules }, (style) =>
      paragraphs([
        ...(journeys.length === 0 ? [] : [storedTable(style, journeys, now)]),
        ...(schedules.length === 0 ? [] : [schedulesTable(style, schedules)]),
        ...(journeys.length + schedules.length === 0 ? [nothing] : []),
      ]),
    )
  })

/** Shows all that is known of one journey of a store, or of a schedule. */
export const showStored = (store: StoreFlags, key: string) =>
  Effect.gen(function* () {
    const present = yield* listPresenter("storedJourneys")
    const found = yield* inStore(
      store,
      Effect.gen(function* () {
        const schedules = (yield* listSchedules).filter((each) => each.key === key).map(storedSchedule)
        const row = yield* findJourney(key)
        // Who names neither is told so.
        if (schedules.length === 0) yield* journeyNamed(key)
        const request = row === undefined || row.request === null ? {} : { request: row.request as Schema.Json }
        return { schedules, journeys: row === undefined ? [] : [{ ...storedJourney(row), ...request }] }
      }),
    )
    yield* present(found.journeys, { schedules: found.schedules }, (style) =>
      paragraphs([
        ...found.journeys.map((journey) => storedWhole(style, journey)),
        ...(found.schedules.length === 0 ? [] : [schedulesTable(style, found.schedules)]),
      ]),
    )
  })

/** What of a journey makes a line of its own, when it changes. */
const faceOf = ({ asks, jobs, key, part, state }: StoredJourney): string =>
  JSON.stringify([key, state, part, jobs.length, asks?.sent])

/** Shows each journey as it is now, and again whenever it has progressed, until all are over. */
export const watchStored = (listed: Listed) =>
  Effect.gen(function* () {
    yield* presenter("storedJourneys")
    const output = yield* Output
    const { jsonl } = yield* root
    const present = yield* listPresenter("storedJourneys")
    const told = new Map<string, string>()
    const open = new Set<string>()
    const look = Effect.gen(function* () {
      const unfinished = yield* stored({ ...listed, unfinished: true })
      const latest = listed.unfinished ? unfinished : yield* stored(listed)
      const found = new Map([...latest, ...unfinished].map((each) => [each.key, each]))
      // They are over by now, and others came after them.
      for (const key of open) {
        const journey = found.has(key) ? undefined : yield* findJourney(key)
        if (journey !== undefined) found.set(key, storedJourney(journey))
      }
      const changed = [...found.values()].filter((each) => told.get(each.key) !== faceOf(each)).toReversed()
      for (const journey of changed) {
        told.set(journey.key, faceOf(journey))
        if (isOver(journey.state)) open.delete(journey.key)
        else open.add(journey.key)
      }
      if (jsonl) yield* present(changed, {}, () => say``)
      else yield* Effect.forEach(changed, (each) => output.data((style) => storedLine(style, each)), { discard: true })
      return open.size === 0 && unfinished.length === 0
    })
    yield* inStore(
      listed.store,
      Effect.gen(function* () {
        while (!(yield* look)) yield* Effect.sleep("1 second")
      }),
    )
  })
