import * as Schema from "effect/Schema"

/**
 * How far a job is: one vocabulary for both kinds and all versions.
 *
 * **Details**
 *
 * `unrecognized` stands for a word that Zoho has not been seen to use; the word itself is beside
 * it, in `stateAsSent`.
 *
 * **Gotchas**
 *
 * A write job is `completed` although every row was skipped: the counts of its files tell.
 *
 * **Example** (A word for each job of a list)
 *
 * ```ts
 * import { Job, type JobState } from "@zoho-bulk/core"
 *
 * export const inWords = (state: JobState): string => (Job.isTerminal(state) ? state : "under way")
 * ```
 *
 * @category models
 */
export const JobState = Schema.Literals([
  "added",
  "queued",
  "in-progress",
  "completed",
  "failed",
  "skipped",
  "unrecognized",
])

/** @category models */
export type JobState = typeof JobState.Type

/**
 * Tells whether a job in this state has ended: completed, failed or skipped. An `unrecognized`
 * state never counts as an end.
 *
 * **Example** (The jobs that are still under way)
 *
 * ```ts
 * import { Job, type ReadJob, type WriteJob } from "@zoho-bulk/core"
 *
 * export const underWay = (jobs: ReadonlyArray<ReadJob | WriteJob>) =>
 *   jobs.filter(({ state }) => !Job.isTerminal(state))
 * ```
 *
 * @category predicates
 */
export const isTerminal = (state: JobState): boolean =>
  state === "completed" || state === "failed" || state === "skipped"
