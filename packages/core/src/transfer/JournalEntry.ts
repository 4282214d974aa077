import * as Schema from "effect/Schema"
import { JobId } from "../domain/JobId.ts"

/** When it was written, in milliseconds since the epoch. */
const at = Schema.Number

/** Which of a journey's jobs it is about, such as `page 2` or `part 7`. */
const part = Schema.String

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
  /** An order for a job is about to go out. */
  Schema.Struct({ step: Schema.Literal("ordering"), part, at }),
  /** Zoho took it. */
  Schema.Struct({
    step: Schema.Literal("ordered"),
    part,
    at,
    /** The job that Zoho made, or that the user found. */
    jobId: JobId,
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
  /** The job of a part of an import ended without a result: its rows share its fate. */
  Schema.Struct({
    step: Schema.Literal("ended"),
    part,
    at,
    jobId: JobId,
    /** The state that it ended in. */
    state: Schema.Literals(["failed", "skipped"]),
    /** Zoho's code for why, where it gave one. */
    code: Schema.optionalKey(Schema.String),
  }),
  /** The result of a part lies in the journal's files. */
  Schema.Struct({ step: Schema.Literal("fetched"), part, at }),
  /** The journey has ended: the command writes this, the library does not. */
  Schema.Struct({ step: Schema.Literal("finished"), at }),
])

/** @category models */
export type JournalEntry = typeof JournalEntry.Type

/** What became of the order for one part of a journey. */
export type OrderState =
  | { readonly _tag: "open" }
  | { readonly _tag: "ordered"; readonly jobId: JobId }
  | { readonly _tag: "unknown"; readonly sentAt: number }

/** Reads from a journal what became of the order for a part. */
export const orderStateOf = (entries: ReadonlyArray<JournalEntry>, wanted: string): OrderState => {
  let state: OrderState = { _tag: "open" }
  for (const entry of entries) {
    if (!("part" in entry) || entry.part !== wanted) continue
    if (entry.step === "ordering") state = { _tag: "unknown", sentAt: entry.at }
    if (entry.step === "ordered" || entry.step === "adopted") state = { _tag: "ordered", jobId: entry.jobId }
    if (["refused", "abandoned", "failed"].includes(entry.step)) state = { _tag: "open" }
  }
  return state
}

const orderedParts = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<string> => [
  ...new Set(entries.flatMap((entry) => (entry.step === "ordering" ? [entry.part] : []))),
]

/** The parts whose orders have an unknown outcome, in the order in which they went out. */
export const unknownOrders = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<string> =>
  orderedParts(entries).filter((part) => orderStateOf(entries, part)._tag === "unknown")

/** The parts for which a job was adopted that has given nothing yet, so that another word of the user's may replace it. */
export const adoptedInVain = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<string> =>
  orderedParts(entries).filter((part) => {
    const own = entries.filter((entry) => "part" in entry && entry.part === part)
    return own.findLast(({ step }) => step !== "uploaded" && step !== "ended")?.step === "adopted"
  })

/** The jobs that a journey knows as its own. */
export const jobsIn = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<JobId> =>
  entries.flatMap((entry) => (entry.step === "ordered" || entry.step === "adopted" ? [entry.jobId] : []))
