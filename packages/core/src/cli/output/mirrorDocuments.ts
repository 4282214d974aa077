import * as Schema from "effect/Schema"
import { Checkpoint } from "../../mirror/Checkpoint.ts"

const Count = Schema.Int
const Texts = Schema.Array(Schema.String)

/** What became of a module, as `mirror` writes it. */
export const MirroredModule = Schema.Struct({
  module: Schema.String,
  state: Schema.Literals(["copied", "failed"]),
  /** What was read of it: all, or what has changed. */
  read: Schema.optionalKey(Schema.Literals(["all", "changes"])),
  /** Why all of it was read. */
  because: Schema.optionalKey(Schema.String),
  /** How many rows the copy has. */
  rows: Schema.optionalKey(Count),
  /** How many rows came. */
  changed: Schema.optionalKey(Count),
  /** How many rows went. */
  deleted: Schema.optionalKey(Count),
  /** What was changed in Zoho before this moment is in the copy; by Zoho's clock. */
  asOf: Schema.optionalKey(Schema.String),
  addedColumns: Schema.optionalKey(Texts),
  /** Columns that Zoho has no more; the copy keeps them. */
  goneColumns: Schema.optionalKey(Texts),
  /** Columns that go on as text. */
  textColumns: Schema.optionalKey(Texts),
  jobs: Schema.optionalKey(Texts),
  /** Whether the ids of all records were compared. */
  idsCompared: Schema.optionalKey(Schema.Boolean),
  /** Why it failed: its copy is as it was. */
  error: Schema.optionalKey(Schema.String),
  message: Schema.optionalKey(Schema.String),
  remedy: Schema.optionalKey(Schema.String),
})

/** The documents of the commands about copies. */
export const mirrorDocuments = {
  mirror: Schema.Struct({ target: Schema.String, credits: Count, modules: Schema.Array(MirroredModule) }),
  mirrorPlan: Schema.Struct({
    target: Schema.String,
    modules: Schema.Array(
      Schema.Struct({
        module: Schema.String,
        read: Schema.Literals(["all", "changes"]),
        because: Schema.optionalKey(Schema.String),
        since: Schema.optionalKey(Schema.String),
        records: Schema.optionalKey(Count),
        credits: Count,
      }),
    ),
    credits: Count,
  }),
  mirrorStatus: Schema.Struct({ target: Schema.String, modules: Schema.Array(Checkpoint) }),
  verify: Schema.Struct({
    target: Schema.String,
    ok: Schema.Boolean,
    modules: Schema.Array(Schema.Struct({ module: Schema.String, rows: Count, asOf: Schema.String })),
    differences: Texts,
  }),
} as const
