import * as Schema from "effect/Schema"
import { CopyColumn } from "./CopyColumn.ts"

/**
 * Why a module was read as a whole, and not only what has changed.
 *
 * **Details**
 *
 * - `firstCopy`: there was no copy of it
 * - `noModifiedTime`: it has no field that tells what has changed
 * - `refreshDue`: the last time is long ago, and formulas may have changed
 * - `columnsAdded`: a field is new, or goes on as text
 * - `recordsMissing`: records were missing, or older than Zoho has them, though nothing tells that they have changed
 * - `copyChanged`: the copy was not as it was written: somebody has changed it, or it is damaged
 * - `asked`: the program asked for it
 *
 * **Example** (Whether it will be so the next time)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 *
 * export const isForEver = (reason: Mirror.WholeReason): boolean => reason === "noModifiedTime"
 * ```
 *
 * @category models
 */
export const WholeReason = Schema.Literals([
  "firstCopy",
  "noModifiedTime",
  "refreshDue",
  "columnsAdded",
  "recordsMissing",
  "copyChanged",
  "asked",
])

/** @category models */
export type WholeReason = typeof WholeReason.Type

/**
 * What the last run did for a module: the proof that goes with the copy.
 *
 * **Example** (How much came)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 *
 * export const came = ({ changed, deleted }: Mirror.MirrorRun): string => `${changed} rows, ${deleted} deletions`
 * ```
 *
 * @category models
 */
export const MirrorRun = Schema.Struct({
  /** When it ended, by the clock of this machine, as ISO 8601. */
  endedAt: Schema.String,
  /** Why the module was read as a whole; absent where only what has changed was read. */
  whole: Schema.optionalKey(WholeReason),
  /** From which moment on changes were read, as ISO 8601, by Zoho's clock; there is no end. Absent for a whole read. */
  changesSince: Schema.optionalKey(Schema.String),
  /** The ids of the read jobs, in order. */
  jobs: Schema.Array(Schema.String),
  /** How many rows came. */
  changed: Schema.Int,
  /** How many rows went, since their records are gone. */
  deleted: Schema.Int,
  /** How many records Zoho counted before and after; absent where it could not be asked. */
  counted: Schema.optionalKey(
    Schema.Struct({
      /** Before the first order. */
      before: Schema.Int,
      /** Once the rows had come. */
      after: Schema.Int,
    }),
  ),
  /** Whether the ids of all records were read, and compared with those of the copy. */
  idsCompared: Schema.Boolean,
})

/** @category models */
export type MirrorRun = typeof MirrorRun.Type

/**
 * How far the copy of a module is. It is kept with the rows, and changes with them, in one step.
 *
 * **Example** (How old a copy is)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 *
 * export const ageInHours = ({ asOf }: Mirror.Checkpoint, now: number): number => (now - Date.parse(asOf)) / 3_600_000
 * ```
 *
 * @category models
 */
export const Checkpoint = Schema.Struct({
  /** API name of the module. */
  module: Schema.String,
  /** Zoho's own condition of the records that are copied, in JSON; all are, where absent. */
  where: Schema.optionalKey(Schema.Json),
  /** The columns of the copy; the first one is `id`. */
  columns: Schema.Array(CopyColumn),
  /** How many rows the copy has. */
  rows: Schema.Int,
  /** What was changed in Zoho before this moment is in the copy; ISO 8601, by Zoho's clock. */
  asOf: Schema.String,
  /** When the module was last read as a whole; ISO 8601, by Zoho's clock. */
  wholeAt: Schema.String,
  /** From when on it is read as a whole again, as the last run was told; ISO 8601. Absent where it is each time, for want of `Modified_Time`. */
  refreshDue: Schema.optionalKey(Schema.String),
  /** What the last run did. */
  run: MirrorRun,
})

/** @category models */
export type Checkpoint = typeof Checkpoint.Type
