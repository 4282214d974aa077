import * as Effect from "effect/Effect"
import type * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import { repeatable, sendAndRead } from "../connection/call.ts"
import type { Reply } from "../connection/Connection.ts"
import { ZohoConnection } from "../connection/ZohoConnection.ts"
import { isJobId, type JobId } from "../domain/JobId.ts"
import { isJobKind, type JobKind } from "../domain/JobKind.ts"
import type { ReadJob } from "../domain/ReadJob.ts"
import type { WriteJob } from "../domain/WriteJob.ts"
import type { CallFailure } from "../failure/CallFailure.ts"
import { describeValue } from "../failure/describeValue.ts"
import { InvalidJobId } from "../failure/InvalidJobId.ts"
import { JobNotFound } from "../failure/Refusal.ts"
import { UnreadableAnswer } from "../failure/Unreached.ts"
import { withCallDeadline } from "../transport/CallDeadline.ts"
import { type Operation, operations } from "../wire/Operation.ts"
import { decodeReadJob } from "../wire/readJob.ts"
import type { WireFault } from "../wire/WireCodec.ts"
import { decodeWriteJob } from "../wire/writeJob.ts"
import { readReply } from "../connection/readReply.ts"

/**
 * Every way in which {@link getJobDetails} can fail.
 *
 * **Example** (Whether the job, rather than the connection, is at fault)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const isOfJob = ({ _tag }: Failure.GetJobDetailsFailure): boolean =>
 *   _tag === "InvalidJobId" || _tag === "JobNotFound"
 * ```
 *
 * @category errors
 */
export type GetJobDetailsFailure = InvalidJobId | CallFailure

/** Rejects an answer about another job: a cache or proxy may have mixed them up. */
const decoded = Effect.fnUntraced(function* <Job extends ReadJob | WriteJob>(
  reply: Reply,
  id: JobId,
  decode: (raw: Schema.Json) => Result.Result<Job, WireFault>,
): Effect.fn.Return<Job, UnreadableAnswer> {
  const { accessTokenResetsAt, status: httpStatus } = reply.answer
  const job = yield* readReply(reply, decode)
  if (job.id !== id) {
    const problem = `it is about job ${job.id}`
    return yield* new UnreadableAnswer({ request: reply.request.context, httpStatus, problem, mayPass: true })
  }
  return accessTokenResetsAt === undefined ? job : { ...job, accessTokenResetsAt }
})

const jobOf = <Job extends ReadJob | WriteJob>(
  id: JobId,
  operation: Operation,
  decode: (raw: Schema.Json) => Result.Result<Job, WireFault>,
): Effect.Effect<Job, CallFailure, ZohoConnection> =>
  ZohoConnection.use(({ perform }) =>
    perform(
      operation,
      { jobId: id },
      {
        ...repeatable,
        oneTry: (request, read) => Effect.flatMap(sendAndRead(request, read), (reply) => decoded(reply, id, decode)),
      },
    ),
  )

const readJob = (id: JobId) => jobOf(id, operations.getReadJob, decodeReadJob)

const writeJob = (id: JobId) => jobOf(id, operations.getWriteJob, decodeWriteJob)

/**
 * Neither kind was found: the first refusal that says more than that, otherwise that there is no such job of either
 * kind.
 */
const neither = (read: CallFailure, write: CallFailure): CallFailure => {
  if (read._tag !== "JobNotFound") return read
  if (write._tag !== "JobNotFound") return write
  return new JobNotFound({ ...read, kinds: ["read", "write"] })
}

const eitherJob = (id: JobId): Effect.Effect<ReadJob | WriteJob, CallFailure, ZohoConnection> =>
  Effect.catchTag(readJob(id), ["JobNotFound", "ScopeMissing", "PermissionDenied"], (refused) =>
    Effect.mapError(writeJob(id), (failure) => neither(refused, failure)),
  )

/**
 * Which job is meant, by its kind and id.
 *
 * **Example** (Jobs of a table)
 *
 * ```ts
 * import { getJobDetails, type Job } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const readJobs = (references: ReadonlyArray<Job.JobReference<"read">>) =>
 *   Effect.forEach(references, (reference) => getJobDetails(reference))
 * ```
 *
 * @category models
 */
export interface JobReference<Kind extends JobKind> {
  /** The job's kind: `read` or `write`. */
  readonly kind: Kind
  /** The job's id, a string of digits. */
  readonly id: string
}

const invalidId = (id: unknown): InvalidJobId =>
  new InvalidJobId(typeof id === "string" ? { input: id } : { input: describeValue(id), inputType: typeof id })

const invalidKind = (kind: unknown): InvalidJobId => new InvalidJobId({ input: describeValue(kind), isKind: true })

/**
 * Gets the details of a bulk job: its state, its request and its result.
 *
 * **When to use**
 *
 * Use it for a single look. With `kind` it makes one call; without, it looks for a read job first, and for a write job
 * if it finds none or if the token may not look.
 *
 * **Details**
 *
 * Retries transient failures, within 30 s in all. Each request costs one API credit. Fails with `InvalidJobId` if the
 * id is not valid and with `JobNotFound` if Zoho does not know it; `Failure.GetJobDetailsFailure` lists the others.
 *
 * **Gotchas**
 *
 * Go by `state` alone: Zoho sends a result before a job is done, and calls a write job completed even if every row was
 * skipped.
 *
 * **Example** (A job's state)
 *
 * ```ts
 * import { getJobDetails } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const state = getJobDetails({ kind: "read", id: "4150868000005376042" }).pipe(
 *   Effect.map((job) => job.state),
 *   Effect.catchTag("JobNotFound", () => Effect.succeed("gone" as const)),
 * )
 * ```
 *
 * @category operations
 */
export const getJobDetails: {
  (options: JobReference<"read">): Effect.Effect<ReadJob, GetJobDetailsFailure, ZohoConnection>
  (options: JobReference<"write">): Effect.Effect<WriteJob, GetJobDetailsFailure, ZohoConnection>
  (options: {
    /** The job's kind, if it is known: without it, a read job is looked for first. */
    readonly kind?: JobKind | undefined
    /** The job's id, a string of digits. */
    readonly id: string
  }): Effect.Effect<ReadJob | WriteJob, GetJobDetailsFailure, ZohoConnection>
} = ((options: { readonly kind?: JobKind | undefined; readonly id: string }) =>
  Effect.suspend((): Effect.Effect<ReadJob | WriteJob, GetJobDetailsFailure, ZohoConnection> => {
    const { id, kind } = options ?? {}
    if (!isJobId(id)) return Effect.fail(invalidId(id))
    if (kind !== undefined && !isJobKind(kind)) return Effect.fail(invalidKind(kind))
    if (kind === "read") return readJob(id)
    return kind === "write" ? writeJob(id) : withCallDeadline(eitherJob(id))
  })) as typeof getJobDetails
