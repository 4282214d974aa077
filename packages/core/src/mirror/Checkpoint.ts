import * as Schema from "effect/Schema"
import { CopyColumn } from "./CopyColumn.ts"

/**
 * Why the whole module was read, and not only its changes.
 *
 * **Details**
 *
 * - `firstCopy`: there was no copy of it
 * - `noModifiedTime`: it has no field that shows what has changed
 * - `refreshDue`: the last whole read is long ago, and formulas may have changed
 * - `columnsAdded`: a field is new, or continues as text
 * - `recordsMissing`: records were missing or outdated in the copy, though nothing shows that they have changed
 * - `copyChanged`: the copy was not as it was written: somebody has changed it, or it is damaged
 * - `asked`: the program asked for it
 *
 * **Example** (Whether the next run will read it whole again)
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
 * **Example** (How many rows came)
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
  /** Why the whole module was read; absent if only changes were. */
  whole: Schema.optionalKey(WholeReason),
  /**
   * The moment from which changes were read, as ISO 8601, by Zoho's clock; there is no end. Absent for a whole read.
   */
  changesSince: Schema.optionalKey(Schema.String),
  /** The ids of the read jobs, in order. */
  jobs: Schema.Array(Schema.String),
  /** How many rows were received. */
  changed: Schema.Int,
  /** How many rows were removed because their records are gone. */
  deleted: Schema.Int,
  /** How many records Zoho counted before and after; absent if Zoho could not be asked. */
  counted: Schema.optionalKey(
    Schema.Struct({
      /** Before the first order. */
      before: Schema.Int,
      /** Once the rows had arrived. */
      after: Schema.Int,
    }),
  ),
  /** Whether the ids of all records were read, and compared with those of the copy. */
  idsCompared: Schema.Boolean,
})

/** @category models */
export type MirrorRun = typeof MirrorRun.Type

/**
 * How far the copy of a module has got. It is stored with the rows and changes with them, in one step.
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
  /** The organisation that the copy was read from; absent if an earlier version wrote the copy. */
  organization: Schema.optionalKey(
    Schema.Struct({
      /** The origin of its API, such as `https://www.zohoapis.eu`. */
      host: Schema.String,
      /** Its id, if the settings of a run had it. */
      id: Schema.optionalKey(Schema.String),
    }),
  ),
  /** Zoho's own condition for the records that are copied, in JSON; if absent, all are. */
  where: Schema.optionalKey(Schema.Json),
  /** The columns of the copy; the first one is `id`. */
  columns: Schema.Array(CopyColumn),
  /** How many rows the copy has. */
  rows: Schema.Int,
  /** Every change made in Zoho before this moment is in the copy; ISO 8601, by Zoho's clock. */
  asOf: Schema.String,
  /** When the whole module was last read; ISO 8601, by Zoho's clock. */
  wholeAt: Schema.String,
  /**
   * From when on the whole module is read again, as set for the last run; ISO 8601. Absent if every read is whole,
   * because the module has no `Modified_Time`.
   */
  refreshDue: Schema.optionalKey(Schema.String),
  /** What the last run did. */
  run: MirrorRun,
})

/** @category models */
export type Checkpoint = typeof Checkpoint.Type
