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
 * A record that Zoho reports as deleted.
 *
 * **Example** (Whether a row is older than the deletion)
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
 * What will be staged for a module.
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
  /** The columns of the rows that will arrive, by name and in order; the first one is `id`. */
  readonly staged: NonEmptyReadonlyArray<string>
  /**
   * Whether the rows that arrive are all there are, so that no other row of the copy is kept. In either case the
   * columns that do not arrive keep their values in existing rows, and are empty in others.
   */
  readonly isWhole: boolean
}

/**
 * The state of a copy once it is committed.
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
  /** How many rows would be removed because their records are gone. */
  readonly deleted: number
}

/**
 * A record that Zoho has, as the comparison of a copy with all records sees it.
 *
 * **Example** (Whether its row is up to date)
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
  /** Its `Modified_Time`, as bulk files spell it; empty if the module has none. */
  readonly modifiedTime: string
}

/**
 * The result of comparing a staged copy with all records.
 *
 * **Example** (Whether every record is there and up to date)
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
  /** The ids of records that the copy would lack. */
  readonly missing: ReadonlyArray<string>
  /** The ids of records whose rows in the copy would have an earlier `Modified_Time`. */
  readonly outdated: ReadonlyArray<string>
}

/**
 * Rows of a module on their way into its copy. Readers see nothing of them before they are committed; what is not
 * committed is dropped with the scope, and leftovers of an earlier run are dropped at the beginning.
 *
 * **Example** (A copy of rows that arrive in one piece)
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
  /**
   * Adds rows as they arrive, each with the cells of the staged columns as bulk files have them: an empty cell means no
   * value. A later row with the same id wins.
   */
  readonly add: (rows: NonEmptyReadonlyArray<Row>) => Effect.Effect<void, TargetFailure>
  /**
   * Removes the rows of deleted records: a row of this run stays, and so does one whose `Modified_Time` is not before
   * its deletion. It is called once, when all rows have arrived, and returns what the copy would be.
   */
  readonly apply: (deletions: ReadonlyArray<Deletion>) => Effect.Effect<Staged, TargetFailure>
  /**
   * Removes rows that are not among all records, and returns the records that the copy would lack or have outdated. It
   * is called after `apply`, if at all. A record may occur twice.
   */
  readonly keepOnly: <E, R>(
    records: Stream.Stream<NonEmptyReadonlyArray<RecordSeen>, E, R>,
  ) => Effect.Effect<Compared, TargetFailure | E, R>
  /** Commits the rows together with the checkpoint: readers see the old state or the new one. */
  readonly commit: (checkpoint: Checkpoint) => Effect.Effect<void, TargetFailure>
}

/**
 * A copy that is open for changes. While it is open, no other process changes it.
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
  /** How far the copy of each module has got. */
  readonly checkpoints: Effect.Effect<ReadonlyArray<Checkpoint>, TargetFailure>
  /**
   * Checks whether the copy of a module is unchanged since it was committed. If not, the whole module is read:
   * otherwise changes would be merged into rows that nobody vouches for. A target without this check is trusted.
   */
  readonly isAsWritten?: (module: string) => Effect.Effect<boolean, TargetFailure>
  /** Begins to stage rows of a module. Several modules may be staged at once, each of them once. */
  readonly stage: (plan: StagePlan) => Effect.Effect<Staging, TargetFailure, Scope.Scope>
}

/**
 * A place for copies of modules. A program can bring its own: anything that stages rows and commits them in one step.
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
  /** The name that users see, such as the path of its folder. */
  readonly name: string
  /** How far the copy of each module has got, as of the last commit. It locks and changes nothing. */
  readonly checkpoints: Effect.Effect<ReadonlyArray<Checkpoint>, TargetFailure, R>
  /**
   * The rows of a module's copy, with the columns of its checkpoint, as bulk files spell them; empty if there is no
   * copy.
   */
  readonly rows: (module: string) => Stream.Stream<Row, TargetFailure, R>
  /** Compares the copy with what was written. It locks and changes nothing, and does not call Zoho. */
  readonly verify: Effect.Effect<CopyProof, never, R>
  /** Opens and locks it for as long as the scope is open; fails with `MirrorTaken` if another process has it. */
  readonly open: Effect.Effect<OpenCopy, TargetFailure, R | Scope.Scope>
}
