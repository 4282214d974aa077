import { type EmulatedJob, type EmulatedReadJob, type EmulatedWriteJob, endOf } from "../model/Job.ts"
import type { Guesses } from "../model/Guesses.ts"
import type { ReadQuery } from "../model/ReadQuery.ts"
import type { Records } from "../model/Records.ts"
import type { PlannedEdit, WorldState } from "../model/WorldState.ts"
import { applyEdit } from "../organization/applyEdit.ts"
import { RecordDraft } from "../organization/RecordDraft.ts"
import { selectRecords } from "../organization/selectRecords.ts"
import { writeRows } from "../organization/writeRows.ts"
import { asOf, overTime } from "../organization/readAgain.ts"

/** Something that happens at a moment; what is written at it comes before what is read. */
interface Happening {
  readonly at: number
  readonly rank: number
  readonly what:
    | { readonly _tag: "edit"; readonly index: number; readonly planned: PlannedEdit }
    | { readonly _tag: "write"; readonly job: EmulatedWriteJob }
    | { readonly _tag: "read"; readonly id: string }
}

const happeningsOf = (job: EmulatedJob): ReadonlyArray<Happening> => {
  if (job.kind === "write") {
    const isOpen = job.outcome === undefined && job.fate === "completes"
    return isOpen ? [{ at: endOf(job), rank: 1, what: { _tag: "write", job } }] : []
  }
  return job.reads
    .slice(job.reading?.moments ?? 0)
    .map((at): Happening => ({ at: Math.min(at, endOf(job)), rank: 2, what: { _tag: "read", id: job.id } }))
}

const once = <A>(make: () => A): (() => A) => {
  let made: { readonly value: A } | undefined
  return () => (made ??= { value: make() }).value
}

/** Lets a read job read: for the first time, or the rest of it. */
const read = (job: EmulatedReadJob, records: Records): EmulatedReadJob => {
  const { query: asked, reading: before } = job
  const query: ReadQuery = before === undefined ? asOf(asked, records) : overTime(before.query, records)
  const selection = once(() => selectRecords(query, job.perPage))
  return { ...job, reading: { moments: (before?.moments ?? 0) + 1, query, selection } }
}

/** Lets all happen that is due by now, in the order of time: edits, the ends of write jobs, and the moments at which read jobs read. */
export const advance = (state: WorldState, guesses: Guesses, now: number): WorldState => {
  const due = [
    ...state.edits.flatMap((planned, index): ReadonlyArray<Happening> =>
      planned.outcome === undefined ? [{ at: planned.at, rank: 0, what: { _tag: "edit", index, planned } }] : [],
    ),
    ...Array.from(state.jobs.values()).flatMap(happeningsOf),
  ].filter(({ at }) => at <= now)
  if (due.length === 0) return state
  const jobs = new Map(state.jobs)
  const edits = [...state.edits]
  let { records } = state
  let draft: RecordDraft | undefined
  const drafted = (at: number): RecordDraft => {
    draft ??= new RecordDraft(records, at)
    draft.moveTo(at)
    return draft
  }
  for (const { at, what } of due.toSorted((one, other) => one.at - other.at || one.rank - other.rank)) {
    if (what._tag === "edit") {
      edits[what.index] = { ...what.planned, outcome: applyEdit(drafted(at), what.planned.edit, guesses, at) }
    } else if (what._tag === "write") {
      jobs.set(what.job.id, { ...what.job, outcome: writeRows(drafted(at), what.job.plan) })
    } else {
      // What was read stays as it is, so that others are drafted from now on.
      records = draft?.records ?? records
      draft = undefined
      const job = jobs.get(what.id)
      if (job?.kind === "read") jobs.set(what.id, read(job, records))
    }
  }
  return { ...state, jobs, edits, records: draft?.records ?? records }
}
