import type * as Effect from "effect/Effect"
import type { NonEmptyReadonlyArray } from "effect/Array"
import type * as Scope from "effect/Scope"
import type * as Stream from "effect/Stream"
import type { TargetFailure } from "../failure/MirrorFailure.ts"
import type { Row } from "../results/Rows.ts"
import type { Checkpoint } from "./Checkpoint.ts"
import type { CopyColumn } from "./CopyColumn.ts"
import type { CopyProof } from "./CopyProof.ts"

/**
 * A record that Zoho says it has no more.
 *
 * **Example** (From when on a row is too old)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 *
 * export const isDeleted = (modifiedAt: number, { at }: Mirror.Deletion): boolean => modifiedAt < at
 * ```
 *
 * @category models
 */
export interface Deletion {
  /** The id of the record. */
  readonly id: string
  /** When it was deleted, in milliseconds since 1970, by Zoho's clock. */
  readonly at: number
}

/**
 * What is going to be staged for a module.
 *
 * **Example** (The columns that keep their values)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 *
 * export const kept = ({ columns, staged }: Mirror.StagePlan): ReadonlyArray<string> =>
 *   columns.flatMap(({ name }) => (staged.includes(name) ? [] : [name]))
 * ```
 *
 * @category models
 */
export interface StagePlan {
  /** API name of the module. */
  readonly module: string
  /** The columns of the copy once it is committed; the first one is `id`. */
  readonly columns: NonEmptyReadonlyArray<CopyColumn>
  /** The columns of the rows that will come, by their names, in their order; the first one is `id`. */
  readonly staged: NonEmptyReadonlyArray<string>
  /**
   * Whether the rows that come are all that there are: of the copy, no other row is left then. In either case the columns that do not come keep
   * their values in rows that were there, and are empty in others.
   */
  readonly isWhole: boolean
}

/**
 * How a copy would be, once it is committed.
 *
 * **Example** (In words)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 *
 * export const words = ({ deleted, rows }: Mirror.Staged): string => `${rows} rows, and ${deleted} less than there were`
 * ```
 *
 * @category models
 */
export interface Staged {
  /** How many rows it would have. */
  readonly rows: number
  /** How many rows go since their records are gone. */
  readonly deleted: number
}

/**
 * A record that Zoho has, as the comparison of a copy with all records sees it.
 *
 * **Example** (Whether its row is as old)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 *
 * export const isCurrent = (rowTime: string, { modifiedTime }: Mirror.RecordSeen): boolean =>
 *   Date.parse(rowTime) >= Date.parse(modifiedTime)
 * ```
 *
 * @category models
 */
export interface RecordSeen {
  /** The id of the record. */
  readonly id: string
  /** Its `Modified_Time`, as bulk files spell it; empty where the module has none. */
  readonly modifiedTime: string
}

/**
 * What the comparison of a staged copy with all records has found.
 *
 * **Example** (Whether all are there, as they are)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 *
 * export const isTrue = ({ missing, outdated }: Mirror.Compared): boolean => missing.length + outdated.length === 0
 * ```
 *
 * @category models
 */
export interface Compared extends Staged {
  /** The ids of records that the copy would not have. */
  readonly missing: ReadonlyArray<string>
  /** The ids of records of which the copy would have a row with an earlier `Modified_Time`. */
  readonly outdated: ReadonlyArray<string>
}

/**
 * Rows of a module on their way into its copy. No reader sees anything of them before they are committed; what is not committed is dropped with the
 * scope, and whatever an earlier run has left is dropped at the beginning.
 *
 * **Example** (A copy of what comes in one piece)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const put = (staging: Mirror.Staging, rows: readonly [Mirror.Row, ...Array<Mirror.Row>]) =>
 *   Effect.andThen(staging.add(rows), staging.apply([]))
 * ```
 *
 * @category models
 */
export interface Staging {
  /** Takes rows as they come, each with the cells of the staged columns as bulk files have them: an empty cell is no value. A later row of the same id wins. */
  readonly add: (rows: NonEmptyReadonlyArray<Row>) => Effect.Effect<void, TargetFailure>
  /**
   * Takes the rows away of records that are deleted: a row of this run stays, and so does one whose `Modified_Time` is not before its deletion. It is
   * called once, when all rows have come; says how the copy would be.
   */
  readonly apply: (deletions: ReadonlyArray<Deletion>) => Effect.Effect<Staged, TargetFailure>
  /**
   * Takes away what is not among all records, and says which of those the copy would not have, or not as they are. It is called after `apply`, if at
   * all. A record may come twice.
   */
  readonly keepOnly: <E, R>(
    records: Stream.Stream<NonEmptyReadonlyArray<RecordSeen>, E, R>,
  ) => Effect.Effect<Compared, TargetFailure | E, R>
  /** Puts it all in place, and the checkpoint with it: readers see the old state or the new one. */
  readonly commit: (checkpoint: Checkpoint) => Effect.Effect<void, TargetFailure>
}

/**
 * A copy that is open to be changed. While it is, no other process changes it.
 *
 * **Example** (The modules that it has)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const modulesIn = (copy: Mirror.OpenCopy) =>
 *   Effect.map(copy.checkpoints, (checkpoints) => checkpoints.map(({ module }) => module))
 * ```
 *
 * @category models
 */
export interface OpenCopy {
  /** How far the copy of each module is. */
  readonly checkpoints: Effect.Effect<ReadonlyArray<Checkpoint>, TargetFailure>
  /**
   * Tells whether the copy of a module is as it was when it was committed. One that is not is read as a whole: what comes in a window would be merged
   * into rows that nobody vouches for. A target without it is believed.
   */
  readonly isAsWritten?: (module: string) => Effect.Effect<boolean, TargetFailure>
  /** Begins to stage rows of a module. Several modules may be staged at once, each of them once. */
  readonly stage: (plan: StagePlan) => Effect.Effect<Staging, TargetFailure, Scope.Scope>
}

/**
 * A place that copies of modules can be kept in. A program can bring its own: whatever stages rows and commits them in one step.
 *
 * **Example** (All rows of a copy)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 * import { Stream } from "effect"
 *
 * export const countRows = (target: Mirror.MirrorTarget, module: string) => Stream.runCount(target.rows(module))
 * ```
 *
 * @category models
 */
export interface MirrorTarget<R = never> {
  /** What people know it by, such as the path of its folder. */
  readonly name: string
  /** How far the copy of each module is, as the last commit left it. Nothing is held or changed. */
  readonly checkpoints: Effect.Effect<ReadonlyArray<Checkpoint>, TargetFailure, R>
  /** The rows of a module's copy, with the columns of its checkpoint, as bulk files spell them; none where there is no copy. */
  readonly rows: (module: string) => Stream.Stream<Row, TargetFailure, R>
  /** Compares it with what it was when it was written. Nothing is held or changed, and Zoho is not asked. */
  readonly verify: Effect.Effect<CopyProof, never, R>
  /** Opens it, and holds it for as long as the scope is open; where another process has it, it fails with `MirrorTaken`. */
  readonly open: Effect.Effect<OpenCopy, TargetFailure, R | Scope.Scope>
}
