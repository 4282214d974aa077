import * as Schema from "effect/Schema"
import { Checkpoint } from "../../../mirror/Checkpoint.ts"
import { Count, Texts } from "./parts.ts"

/** The outcome of a module, as `mirror` writes it. */
export const MirroredModule = Schema.Struct({
  module: Schema.String,
  /** Left out: included by `--all`, but without bulk jobs. */
  state: Schema.Literals(["copied", "failed", "leftOut"]),
  /** What was read of it: everything, or only changes. */
  read: Schema.optionalKey(Schema.Literals(["all", "changes"])),
  /** Why the whole module was read. */
  because: Schema.optionalKey(Schema.String),
  /** How many rows the copy has. */
  rows: Schema.optionalKey(Count),
  /** How many rows were received. */
  changed: Schema.optionalKey(Count),
  /** How many rows were removed. */
  deleted: Schema.optionalKey(Count),
  /** Every change made in Zoho before this moment is in the copy; by Zoho's clock. */
  asOf: Schema.optionalKey(Schema.String),
  addedColumns: Schema.optionalKey(Texts),
  /** Columns that are no longer read; the copy keeps them unchanged. */
  goneColumns: Schema.optionalKey(Texts),
  /** Columns that continue as text. */
  textColumns: Schema.optionalKey(Texts),
  jobs: Schema.optionalKey(Texts),
  /** Whether the ids of all records were compared. */
  idsCompared: Schema.optionalKey(Schema.Boolean),
  /** Whether the last run was longer ago than Zoho remembers deletions. */
  slept: Schema.optionalKey(Schema.Boolean),
  /** Why it failed: its copy is unchanged. */
  error: Schema.optionalKey(Schema.String),
  message: Schema.optionalKey(Schema.String),
  remedy: Schema.optionalKey(Schema.String),
})

/** How far the copy of a module has got, as `mirror status` writes it. */
export const CopyStatus = Schema.Struct({
  ...Checkpoint.fields,
  /** How many seconds ago `asOf` was. */
  lagSeconds: Count,
})

/** The documents of the commands about copies. */
export const mirrorDocuments = {
  mirror: Schema.Struct({
    /** Its name in the file of `--config`. */
    name: Schema.optionalKey(Schema.String),
    target: Schema.String,
    credits: Count,
    modules: Schema.Array(MirroredModule),
  }),
  mirrorPlan: Schema.Struct({
    target: Schema.String,
    modules: Schema.Array(
      Schema.Struct({
        module: Schema.String,
        /** Nothing is read of a module that would fail. */
        read: Schema.Literals(["all", "changes", "nothing"]),
        because: Schema.optionalKey(Schema.String),
        since: Schema.optionalKey(Schema.String),
        records: Schema.optionalKey(Count),
        credits: Count,
        error: Schema.optionalKey(Schema.String),
        message: Schema.optionalKey(Schema.String),
        remedy: Schema.optionalKey(Schema.String),
      }),
    ),
    credits: Count,
  }),
  mirrorStatus: Schema.Struct({ target: Schema.String, modules: Schema.Array(CopyStatus) }),
  verify: Schema.Struct({
    target: Schema.String,
    ok: Schema.Boolean,
    /** Whether Zoho was asked as well: not if the copies are not as they were written. */
    comparedWithZoho: Schema.Boolean,
    modules: Schema.Array(
      Schema.Struct({
        module: Schema.String,
        rows: Count,
        asOf: Schema.String,
        /** How many records Zoho counts; absent if a condition chooses the records. */
        counted: Schema.optionalKey(Count),
        /** The number of records whose `Modified_Time` was compared with Zoho's. */
        compared: Schema.optionalKey(Count),
        /** How many of them Zoho has changed since the last run, which does not count as a difference. */
        changedSince: Schema.optionalKey(Count),
      }),
    ),
    differences: Texts,
  }),
} as const
