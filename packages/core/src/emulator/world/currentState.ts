import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import { type EmulatedWriteJob, endOf } from "../model/Job.ts"
import type { WorldState } from "../model/WorldState.ts"
import { RecordDraft } from "../organization/RecordDraft.ts"
import { writeRows } from "../organization/writeRows.ts"
import { World } from "./World.ts"

/** Lets the write jobs that have ended by now do their work, the one that ended first before the others. */
const finishWriteJobs = (state: WorldState, now: number): WorldState => {
  const isDue = (job: EmulatedWriteJob) => job.outcome === undefined && job.fate === "completes" && endOf(job) <= now
  const due = [...state.jobs.values()].filter((job) => job.kind === "write").filter(isDue)
  if (due.length === 0) return state
  const jobs = new Map(state.jobs)
  let { records } = state
  for (const job of due.toSorted((one, other) => endOf(one) - endOf(other))) {
    const draft = new RecordDraft(records, endOf(job))
    jobs.set(job.id, { ...job, outcome: writeRows(draft, job.plan) })
    records = draft.records
  }
  return { ...state, jobs, records }
}

/** The state as of now: write jobs that have ended meanwhile have done their work. */
export const currentState: Effect.Effect<WorldState, never, World> = Effect.gen(function* () {
  const { state } = yield* World
  const now = yield* Clock.currentTimeMillis
  return yield* Ref.updateAndGet(state, (before) => finishWriteJobs(before, now))
})

/** Changes the state as of now. */
export const changeState = Effect.fnUntraced(function* (change: (state: WorldState) => WorldState) {
  yield* currentState
  yield* Ref.update((yield* World).state, change)
})

/** Takes the next of the numbers that ids are made of. */
export const nextNumber: Effect.Effect<number, never, World> = Effect.gen(function* () {
  const { state } = yield* World
  return yield* Ref.modify(state, (before) => [before.nextNumber, { ...before, nextNumber: before.nextNumber + 1 }])
})

/** Adds to a map without changing it. */
export const withEntry = <K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> =>
  new Map(map).set(key, value)
