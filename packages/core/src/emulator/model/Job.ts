import type * as Schema from "effect/Schema"
import type { ApiVersion } from "../../domain/ApiVersion.ts"
import type { ReadQuery, Selection } from "./ReadQuery.ts"
import type { WriteOutcome, WritePlan } from "./WritePlan.ts"

/** What a callback is posted to. */
export type CallbackBody = { readonly url: string; readonly method: string }

/** How a job will end, known from its beginning. */
export type Fate = "completes" | "fails" | "never ends"

/** What a read job has read. */
export interface Reading {
  /** How many of the moments at which it reads are over. */
  readonly moments: number
  readonly query: ReadQuery
  /** Which records it gives; found out when it is first asked for. */
  readonly selection: () => Selection
}

interface AnyJob {
  readonly id: string
  /** The version that created it. */
  readonly version: ApiVersion
  readonly createdAt: number
  readonly duration: number
  readonly fate: Fate
  readonly callback: CallbackBody | undefined
}

/** A read job that was made here. */
export interface EmulatedReadJob extends AnyJob {
  readonly kind: "read"
  readonly query: ReadQuery
  /** The most records that it gives. */
  readonly perPage: number
  /** When it reads, in the order of time; those that are over are what it has read. */
  readonly reads: ReadonlyArray<number>
  /** What it has read so far. */
  readonly reading?: Reading
  readonly nextPageToken: string
}

/** A write job that was made here. */
export interface EmulatedWriteJob extends AnyJob {
  readonly kind: "write"
  readonly plan: WritePlan
  /** The host that had its result when it was created: a callback has a link, and nobody who asks. */
  readonly downloadOrigin: string
  /** What became of its rows; absent until the job has ended. */
  readonly outcome?: WriteOutcome
}

/** A job that was made here. */
export type EmulatedJob = EmulatedReadJob | EmulatedWriteJob

/** How far a job is. */
export type Phase = "added" | "queued" | "running" | "completed" | "failed"

/** When a job ends; never, for some. */
export const endOf = ({ createdAt, duration, fate }: EmulatedJob): number =>
  fate === "never ends" ? Infinity : createdAt + duration

/** How far a job is at a moment: a tenth of its time added, two more queued, then running. */
export const phaseOf = (job: EmulatedJob, now: number): Phase => {
  if (now >= endOf(job)) return job.fate === "fails" ? "failed" : "completed"
  const share = job.duration === 0 ? 1 : (now - job.createdAt) / job.duration
  return share < 0.1 ? "added" : share < 0.3 ? "queued" : "running"
}

/** How much of a job's time is over, in hundredths. */
export const percentOf = (job: EmulatedJob, now: number): number =>
  now >= endOf(job) || job.duration === 0 ? 100 : Math.min(99, Math.floor((100 * (now - job.createdAt)) / job.duration))

/** The `callback` of a request, where it had one. */
export const callbackKey = (callback: CallbackBody | undefined): Record<string, Schema.Json> =>
  callback === undefined ? {} : { callback: { ...callback } }
