import * as Schema from "effect/Schema"

/**
 * The state of a job, in one vocabulary for both kinds and all versions.
 *
 * **Details**
 *
 * `unrecognized` stands for any word that Zoho was not known to use; the word itself is in `stateAsSent`.
 *
 * **Gotchas**
 *
 * A write job is `completed` even if every row was skipped: check the counts of its files.
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
 * Checks whether a job in this state has ended: completed, failed or skipped. An `unrecognized` state never counts as
 * an end.
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
