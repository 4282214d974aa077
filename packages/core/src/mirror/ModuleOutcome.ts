import type { Checkpoint } from "./Checkpoint.ts"
import type { CopyFailure } from "./CopyFailure.ts"

/**
 * The outcome for a module whose copy is up to date.
 *
 * **Example** (What to know about its columns)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 *
 * export const news = ({ added, gone }: Mirror.ModuleCopied): string =>
 *   `new: ${added.join(", ")}; gone: ${gone.join(", ")}`
 * ```
 *
 * @category models
 */
export interface ModuleCopied {
  readonly _tag: "copied"
  /** API name of the module. */
  readonly module: string
  /** How far its copy has got now; its `run` records what was done. */
  readonly checkpoint: Checkpoint
  /** The columns that are new in the copy. */
  readonly added: ReadonlyArray<string>
  /** The columns that Zoho no longer has: they keep their last values. */
  readonly gone: ReadonlyArray<string>
  /** The columns that continue as text. */
  readonly toText: ReadonlyArray<string>
  /** Whether the last run was longer ago than Zoho remembers deletions. */
  readonly slept: boolean
}

/**
 * The outcome for one module of a mirror: it is copied, or its copy is unchanged.
 *
 * **Example** (What failed)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 *
 * export const failed = (outcomes: ReadonlyArray<Mirror.ModuleOutcome>) =>
 *   outcomes.flatMap((outcome) => (outcome._tag === "failed" ? [`${outcome.module}: ${outcome.failure.summary}`] : []))
 * ```
 *
 * @category models
 */
export type ModuleOutcome =
  | ModuleCopied
  | {
      readonly _tag: "failed"
      /** API name of the module. */
      readonly module: string
      /** Why its copy was not changed. */
      readonly failure: CopyFailure
    }
