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

/** The rows of a finished import that left some of them unknown. */
export const UnknownRows = Schema.Struct(unknownRows)

/** The same, with those of earlier imports; older versions recorded only one import. */
export const NotAgain = Schema.Struct({ ...unknownRows, earlier: Schema.optionalKey(Schema.Array(UnknownRows)) })

/**
 * How the names of the files begin in which the writer kept what the entry is about: nobody else uses them. Older
 * journals have none, and plain names.
 */
const keptAs = Schema.optionalKey(Schema.String)

/**
 * One thing that a journey did or is about to do. Each is on disk before the next one begins.
 *
 * **Details**
 *
 * An `ordering` without an `ordered`, `adopted`, `refused` or `abandoned` after it is an order
 * whose outcome is unknown.
 *
 * **Example** (The entry that settles an order of unknown outcome)
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
  /** A journey begins, or starts over: everything before it belongs to an earlier one. */
  Schema.Struct({
    step: Schema.Literal("begun"),
    at,
    /** The version of this form. */
    form: Schema.Int,
    /** Whether it reads or writes. */
    kind: Schema.Literals(["export", "import"]),
    /** The request of the journey. */
    request: Schema.Json,
    /** The digest (SHA-256) of the request. */
    digest: Schema.String,
    /** The origin of the API host. */
    host: Schema.String,
    /** The id of the organisation, if the settings have it. */
    organization: Schema.optionalKey(Schema.String),
    /** Rows of earlier imports, some of which may or may not have been written: they are not sent again unchecked. */
    notAgain: Schema.optionalKey(NotAgain),
    /** Whether the program insists on sending them again, if they are those of this import. */
    insists: Schema.optionalKey(Schema.Boolean),
  }),
  /** Zoho named the organisation. */
  Schema.Struct({
    step: Schema.Literal("organization"),
    at,
    /** The organisation's id (`zgid`). */
    id: Schema.String,
  }),
  /** An order for a job is about to be sent. */
  Schema.Struct({ step: Schema.Literal("ordering"), part, at }),
  /** Zoho accepted the order. */
  Schema.Struct({
    step: Schema.Literal("ordered"),
    part,
    at,
    /** The job that Zoho created, or that the user found. */
    jobId: JobId,
    /** When Zoho answered, by its own clock; absent if the answer had no date, and in entries of older versions. */
    zohoTime: Schema.optionalKey(Moment),
  }),
  /** The user found the job that an order of unknown outcome created. */
  Schema.Struct({ step: Schema.Literal("adopted"), part, at, jobId: JobId }),
  /** Zoho certainly created no job for it. */
  Schema.Struct({ step: Schema.Literal("refused"), part, at }),
  /** The user confirmed that no job was created. */
  Schema.Struct({ step: Schema.Literal("abandoned"), part, at }),
  /** The job ended without a result: it is ordered again when the journey resumes. */
  Schema.Struct({ step: Schema.Literal("failed"), part, at }),
  /** A page is complete, and with it the token for the next one, which is valid for a day. */
  Schema.Struct({ step: Schema.Literal("paged"), part, at }),
  /** A field was left out, because bulk read refuses it. */
  Schema.Struct({
    step: Schema.Literal("dropped"),
    at,
    /** API name of the field. */
    field: Schema.String,
  }),
  /** All rows are split into parts and stored in the journal's files. */
  Schema.Struct({
    step: Schema.Literal("split"),
    at,
    /** How many rows each part has, without the header. */
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
    /** The id that the upload returned. */
    fileId: Schema.String,
    /**
     * The fields of its columns, the one that finds the records first; older versions did not write it, and kept the
     * order of the rows.
     */
    fields: Schema.optionalKey(Schema.Array(Schema.String)),
  }),
  /** Zoho no longer knows the archive of a part: it is uploaded again. */
  Schema.Struct({ step: Schema.Literal("forgotten"), part, at }),
  /** The job of a part of an import ended without a result, or Zoho no longer has it: its rows share its fate. */
  Schema.Struct({
    step: Schema.Literal("ended"),
    part,
    at,
    jobId: JobId,
    /** The state that it ended in; `unknown` if it may have written rows and nobody can say which. */
    state: Schema.Literals(["failed", "skipped", "unknown"]),
    /** Zoho's code for why, if it sent one. */
    code: Schema.optionalKey(Schema.String),
    /** Why the outcome of the rows is unknown, if it is. */
    problem: Schema.optionalKey(Schema.String),
  }),
  /** The result of a part is stored in the journal's files. */
  Schema.Struct({ step: Schema.Literal("fetched"), part, at, keptAs }),
  /**
   * The outcome of a part's order cannot be read: a damaged line in a journal of an older version. It is never written.
   */
  Schema.Struct({
    step: Schema.Literal("unreadable"),
    part,
    at,
    /** The job ids in that line. */
    jobIds: Schema.Array(JobId),
  }),
  /** The journey reached its end. */
  Schema.Struct({
    step: Schema.Literal("finished"),
    at,
    /** Whether the outcome of some rows of an import is unknown. */
    leavesUnknown: Schema.optionalKey(Schema.Boolean),
  }),
])

/** @category models */
export type JournalEntry = typeof JournalEntry.Type

/** The entries of a journal's current journey, without those of earlier ones that were finished or abandoned. */
export const entriesOfNow = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<JournalEntry> =>
  entries.slice(
    Math.max(
      0,
      entries.findLastIndex(({ step }) => step === "begun"),
    ),
  )

/** When the journey ended, if it did. */
export const finishedAt = (entries: ReadonlyArray<JournalEntry>): number | undefined =>
  entries.findLast(({ step }) => step === "finished")?.at

/** Whether a journey never sent anything: what is sent belongs to a part. */
export const sentNothing = (entries: ReadonlyArray<JournalEntry>): boolean =>
  entries.every((entry) => !("part" in entry))
