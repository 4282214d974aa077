import * as Schema from "effect/Schema"

/** The two kinds of bulk job. */
export const jobKinds = ["read", "write"] as const

/**
 * Whether a job carries records out of Zoho (`read`) or into it (`write`).
 *
 * **Example** (The jobs of one kind)
 *
 * ```ts
 * import type { JobKind, ReadJob, WriteJob } from "@zoho-bulk/core"
 *
 * export const ofKind = (jobs: ReadonlyArray<ReadJob | WriteJob>, kind: JobKind) =>
 *   jobs.filter((job) => job.kind === kind)
 * ```
 *
 * @category models
 */
export const JobKind = Schema.Literals(jobKinds)

/** @category models */
export type JobKind = typeof JobKind.Type

/** Checks whether a value is a kind of job. */
export const isJobKind = (kind: unknown): kind is JobKind => kind === "read" || kind === "write"
