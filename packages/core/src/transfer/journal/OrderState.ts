import type { JobId } from "../../domain/JobId.ts"
import type { JournalEntry } from "./JournalEntry.ts"

/** An order that may have created a job. */
export interface UnknownOrder {
  readonly _tag: "unknown"
  readonly sentAt: number
  /** The job ids in a damaged line of the journal, if that line makes the order unknown. */
  readonly jobIds?: ReadonlyArray<JobId>
}

/** What became of the order for one part of a journey. */
export type OrderState = { readonly _tag: "open" } | { readonly _tag: "ordered"; readonly jobId: JobId } | UnknownOrder

/** The state of an order after one more entry about its part. */
export const stateAfter = (state: OrderState, entry: JournalEntry): OrderState => {
  if (entry.step === "ordering") return { _tag: "unknown", sentAt: entry.at }
  if (entry.step === "ordered" || entry.step === "adopted") return { _tag: "ordered", jobId: entry.jobId }
  if (entry.step === "unreadable" && state._tag !== "ordered") {
    return { _tag: "unknown", sentAt: entry.at, jobIds: entry.jobIds }
  }
  return ["refused", "abandoned", "failed"].includes(entry.step) ? nothingOrdered : state
}

/** An order that was not sent, or that created no job. */
export const nothingOrdered: OrderState = { _tag: "open" }

/** Reads the state of a part's order from a journal. */
export const orderStateOf = (entries: ReadonlyArray<JournalEntry>, wanted: string): OrderState =>
  entries.filter((entry) => "part" in entry && entry.part === wanted).reduce(stateAfter, nothingOrdered)

/** The states of the orders for all parts, which may be many. */
export const orderStates = (entries: ReadonlyArray<JournalEntry>): ReadonlyMap<string, OrderState> => {
  const states = new Map<string, OrderState>()
  for (const entry of entries) {
    if ("part" in entry) states.set(entry.part, stateAfter(states.get(entry.part) ?? nothingOrdered, entry))
  }
  return states
}

const orderedParts = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<string> => [
  ...new Set(
    entries.flatMap((entry) => (entry.step === "ordering" || entry.step === "unreadable" ? [entry.part] : [])),
  ),
]

/** The parts whose orders have an unknown outcome, in the order in which they were sent. */
export const unknownOrders = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<string> => {
  const states = orderStates(entries)
  return orderedParts(entries).filter((part) => states.get(part)?._tag === "unknown")
}

/** The parts whose adopted jobs have not returned anything yet, so that the user may still name another. */
export const adoptedInVain = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<string> => {
  const last = new Map<string, string>()
  for (const entry of entries) {
    if ("part" in entry && entry.step !== "uploaded" && entry.step !== "ended") last.set(entry.part, entry.step)
  }
  return orderedParts(entries).filter((part) => last.get(part) === "adopted")
}

/** The parts whose orders a person may settle, those of unknown outcome first. */
export const partsToSettle = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<string> => [
  ...unknownOrders(entries),
  ...adoptedInVain(entries),
]

/** The jobs that a journey knows as its own. */
export const jobsIn = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<JobId> =>
  entries.flatMap((entry) => (entry.step === "ordered" || entry.step === "adopted" ? [entry.jobId] : []))
