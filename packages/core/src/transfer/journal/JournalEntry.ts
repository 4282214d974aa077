import * as Schema from "effect/Schema"
import { JobId } from "../../domain/JobId.ts"
import { Moment } from "../../domain/Moment.ts"

/** The version of the form in which journals are written. */
export const formOfJournal = 2

/** When it was written, in milliseconds since the epoch. */
const at = Moment

/** Which of a journey's jobs it is about, such as `page 2` or `part 7`. */
const part = Schema.String

const unknownRows = {
  /** When it was finished, in milliseconds since the epoch. */
  finishedAt: Schema.Number,
  /** The digests of its parts. */
  digests: Schema.Array(Schema.String),
}

/** The rows of an import that is finished, and left some of them unknown. */
const UnknownRows = Schema.Struct(unknownRows)

/** The same, with those of imports before it; older versions wrote down one import alone. */
const NotAgain = Schema.Struct({ ...unknownRows, earlier: Schema.optionalKey(Schema.Array(UnknownRows)) })

/** How the names begin of the files in which its writer kept what it tells of: they are nobody else's. Older journals have none, and plain names. */
const keptAs = Schema.optionalKey(Schema.String)

/**
 * One thing that a journey did, or is about to do. Each is on the disk before the next one begins.
 *
 * **Details**
 *
 * An `ordering` without an `ordered`, `adopted`, `refused` or `abandoned` after it is an order
 * whose outcome is unknown.
 *
 * **Example** (The entry that answers for an order of unknown outcome)
 *
 * ```ts
 * import type { JobId, Journal } from "@zoho-bulk/core"
 *
 * export const adopted = (part: string, jobId: JobId, now: Date): Journal.JournalEntry => ({
 *   step: "adopted",
 *   part,
 *   at: now.getTime(),
 *   jobId,
 * })
 * ```
 *
 * @category models
 */
export const JournalEntry = Schema.Union([
  /** A journey begins, or begins anew: what stands before it is of an earlier one. */
  Schema.Struct({
    step: Schema.Literal("begun"),
    at,
    /** The version of this form. */
    form: Schema.Int,
    /** Whether it reads or writes. */
    kind: Schema.Literals(["export", "import"]),
    /** What was asked for. */
    request: Schema.Json,
    /** The digest (SHA-256) of what was asked for. */
    digest: Schema.String,
    /** The origin of the API host. */
    host: Schema.String,
    /** The id of the organisation, where the settings have it. */
    organization: Schema.optionalKey(Schema.String),
    /** Rows of imports before it, of some of which it is not known whether they were written: they do not go out again unseen. */
    notAgain: Schema.optionalKey(NotAgain),
    /** Whether the program insists that they go out again, if they are those of this import. */
    insists: Schema.optionalKey(Schema.Boolean),
  }),
  /** Zoho told which organisation it is. */
  Schema.Struct({
    step: Schema.Literal("organization"),
    at,
    /** The organisation's id (`zgid`). */
    id: Schema.String,
  }),
  /** An order for a job is about to go out. */
  Schema.Struct({ step: Schema.Literal("ordering"), part, at }),
  /** Zoho took it. */
  Schema.Struct({
    step: Schema.Literal("ordered"),
    part,
    at,
    /** The job that Zoho made, or that the user found. */
    jobId: JobId,
    /** When Zoho answered, by its own clock; absent where the answer had no date, and in entries of older versions. */
    zohoTime: Schema.optionalKey(Moment),
  }),
  /** The user found the job that an order of unknown outcome made. */
  Schema.Struct({ step: Schema.Literal("adopted"), part, at, jobId: JobId }),
  /** Zoho surely made no job of it. */
  Schema.Struct({ step: Schema.Literal("refused"), part, at }),
  /** The user says that no job was made. */
  Schema.Struct({ step: Schema.Literal("abandoned"), part, at }),
  /** The job ended without a result: it is ordered anew when the journey goes on. */
  Schema.Struct({ step: Schema.Literal("failed"), part, at }),
  /** A page is there, and with it the token to the next one, which lives for a day. */
  Schema.Struct({ step: Schema.Literal("paged"), part, at }),
  /** A field was left out, for bulk read refuses it. */
  Schema.Struct({
    step: Schema.Literal("dropped"),
    at,
    /** API name of the field. */
    field: Schema.String,
  }),
  /** All rows are split into parts, and lie in the journal's files. */
  Schema.Struct({
    step: Schema.Literal("split"),
    at,
    /** How many rows each part has, the header left out. */
    parts: Schema.Array(Schema.Int),
    /** A digest of the rows of each part; older journals have none. */
    digests: Schema.optionalKey(Schema.Array(Schema.String)),
    keptAs,
  }),
  /** The archive of a part is at Zoho. */
  Schema.Struct({
    step: Schema.Literal("uploaded"),
    part,
    at,
    /** The id that the upload gave. */
    fileId: Schema.String,
    /** The fields of its columns, the one that records are found by first; older versions did not write it, and kept the order of the rows. */
    fields: Schema.optionalKey(Schema.Array(Schema.String)),
  }),
  /** Zoho does not know the archive of a part any more: it is uploaded again. */
  Schema.Struct({ step: Schema.Literal("forgotten"), part, at }),
  /** The job of a part of an import ended without a result, or Zoho does not have it any more: its rows share its fate. */
  Schema.Struct({
    step: Schema.Literal("ended"),
    part,
    at,
    jobId: JobId,
    /** The state that it ended in; `unknown` where it may have written rows, and nobody can say which. */
    state: Schema.Literals(["failed", "skipped", "unknown"]),
    /** Zoho's code for why, where it gave one. */
    code: Schema.optionalKey(Schema.String),
    /** Why it is not known what became of the rows, where it is not. */
    problem: Schema.optionalKey(Schema.String),
  }),
  /** The result of a part lies in the journal's files. */
  Schema.Struct({ step: Schema.Literal("fetched"), part, at, keptAs }),
  /** What became of the order for a part cannot be read: a damaged line in a journal of an older version. It is never written. */
  Schema.Struct({
    step: Schema.Literal("unreadable"),
    part,
    at,
    /** Job ids that the line has. */
    jobIds: Schema.Array(JobId),
  }),
  /** The journey came to its own end. */
  Schema.Struct({
    step: Schema.Literal("finished"),
    at,
    /** Whether it is not known what became of some rows of an import. */
    leavesUnknown: Schema.optionalKey(Schema.Boolean),
  }),
])

/** @category models */
export type JournalEntry = typeof JournalEntry.Type

/** An order that may have made a job. */
export interface UnknownOrder {
  readonly _tag: "unknown"
  readonly sentAt: number
  /** What a damaged line of the journal names, if it is that which makes it unknown. */
  readonly jobIds?: ReadonlyArray<JobId>
}

/** What became of the order for one part of a journey. */
export type OrderState = { readonly _tag: "open" } | { readonly _tag: "ordered"; readonly jobId: JobId } | UnknownOrder

/** What has become of an order after one more entry of its part. */
export const stateAfter = (state: OrderState, entry: JournalEntry): OrderState => {
  if (entry.step === "ordering") return { _tag: "unknown", sentAt: entry.at }
  if (entry.step === "ordered" || entry.step === "adopted") return { _tag: "ordered", jobId: entry.jobId }
  if (entry.step === "unreadable" && state._tag !== "ordered") {
    return { _tag: "unknown", sentAt: entry.at, jobIds: entry.jobIds }
  }
  return ["refused", "abandoned", "failed"].includes(entry.step) ? nothingOrdered : state
}

/** An order that was not made, or that made no job. */
export const nothingOrdered: OrderState = { _tag: "open" }

/** Reads from a journal what became of the order for a part. */
export const orderStateOf = (entries: ReadonlyArray<JournalEntry>, wanted: string): OrderState =>
  entries.filter((entry) => "part" in entry && entry.part === wanted).reduce(stateAfter, nothingOrdered)

/** What became of the orders for all parts, which may be many. */
export const orderStates = (entries: ReadonlyArray<JournalEntry>): ReadonlyMap<string, OrderState> => {
  const states = new Map<string, OrderState>()
  for (const entry of entries) {
    if ("part" in entry) states.set(entry.part, stateAfter(states.get(entry.part) ?? nothingOrdered, entry))
  }
  return states
}

/** The entries of the journey that a journal is of now: those of earlier ones, which were finished or given up, are left out. */
export const entriesOfNow = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<JournalEntry> =>
  entries.slice(
    Math.max(
      0,
      entries.findLastIndex(({ step }) => step === "begun"),
    ),
  )

/** When the journey came to its end, if it did. */
export const finishedAt = (entries: ReadonlyArray<JournalEntry>): number | undefined =>
  entries.findLast(({ step }) => step === "finished")?.at

/** Whether the journey is finished, and it is not known what became of some rows. */
export const leavesUnknown = (entries: ReadonlyArray<JournalEntry>): boolean =>
  entries.some((entry) => entry.step === "finished" && entry.leavesUnknown === true)

/** The imports whose rows a journey must not send again unseen, the latest one first. */
export const notAgainIn = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<typeof UnknownRows.Type> => {
  const known = entries.find((entry) => entry.step === "begun")?.notAgain
  return known === undefined ? [] : [known, ...(known.earlier ?? [])]
}

/** How long the rows of an import are remembered once others have gone out, in milliseconds, and how many parts of them. */
const [unknownFor, mostUnknown] = [7 * 24 * 60 * 60 * 1_000, 1_000]

/** The rows that an import which follows this one must not send again unseen: its own, and those that it had not to send either, unless it did. */
export const rowsLeftUnknown = (
  entries: ReadonlyArray<JournalEntry>,
  now: number,
): typeof NotAgain.Type | undefined => {
  const split = entries.find((entry) => entry.step === "split")
  // One that was refused has no rows of its own.
  if (split === undefined) return entries.find((entry) => entry.step === "begun")?.notAgain
  const sent = new Set(split.digests)
  const finished = finishedAt(entries)
  const isOwn = finished !== undefined && leavesUnknown(entries) && split.digests !== undefined
  const own = isOwn ? [{ finishedAt: finished, digests: split.digests }] : []
  let room = mostUnknown
  const others = notAgainIn(entries).flatMap((each) => {
    if (now - each.finishedAt > unknownFor) return []
    const digests = each.digests.filter((digest) => !sent.has(digest)).slice(0, room)
    room -= digests.length
    return digests.length === 0 ? [] : [{ finishedAt: each.finishedAt, digests }]
  })
  const [latest, ...earlier] = [...own, ...others]
  return latest === undefined || earlier.length === 0 ? latest : { ...latest, earlier }
}

/** Whether nothing of a journey was ever sent: what is sent is of a part. */
export const sentNothing = (entries: ReadonlyArray<JournalEntry>): boolean =>
  entries.every((entry) => !("part" in entry))

const orderedParts = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<string> => [
  ...new Set(
    entries.flatMap((entry) => (entry.step === "ordering" || entry.step === "unreadable" ? [entry.part] : [])),
  ),
]

/** The parts whose orders have an unknown outcome, in the order in which they went out. */
export const unknownOrders = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<string> => {
  const states = orderStates(entries)
  return orderedParts(entries).filter((part) => states.get(part)?._tag === "unknown")
}

/** The parts for which a job was adopted that has given nothing yet, so that another word of the user's may replace it. */
export const adoptedInVain = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<string> => {
  const last = new Map<string, string>()
  for (const entry of entries) {
    if ("part" in entry && entry.step !== "uploaded" && entry.step !== "ended") last.set(entry.part, entry.step)
  }
  return orderedParts(entries).filter((part) => last.get(part) === "adopted")
}

/** The parts whose orders a person may settle: those of unknown outcome first. */
export const partsToSettle = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<string> => [
  ...unknownOrders(entries),
  ...adoptedInVain(entries),
]

/** The jobs that a journey knows as its own. */
export const jobsIn = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<JobId> =>
  entries.flatMap((entry) => (entry.step === "ordered" || entry.step === "adopted" ? [entry.jobId] : []))
