import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import * as Stream from "effect/Stream"
import { tellWait } from "../connection/RateGate.ts"
import { ZohoConnection } from "../connection/ZohoConnection.ts"
import { isJobId } from "../domain/JobId.ts"
import type { JobKind } from "../domain/JobKind.ts"
import { isTerminal, type JobState } from "../domain/JobState.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import type { ReadJob } from "../domain/ReadJob.ts"
import type { WriteJob } from "../domain/WriteJob.ts"
import type { InvalidRequest } from "../failure/InvalidInput.ts"
import { JobStillRunning } from "../failure/TransferFailure.ts"
import { CallDeadline } from "../transport/CallDeadline.ts"
import { monotonicMillis } from "../transport/monotonicMillis.ts"
import { jobAttributes, moduleAttribute } from "../transport/telemetry.ts"
import { checkWait } from "./checkWait.ts"
import { getJobDetails, type GetJobDetailsFailure } from "./getJobDetails.ts"
import { jobDurationsOf } from "./JobDurations.ts"
import type { JobSignals } from "./JobSignals.ts"
import { pollDelay } from "./pollDelay.ts"

/**
 * Which job to wait for, and for how long. A job that was just created says both by itself:
 * `waitForJob(created)`.
 *
 * **Example** (Half an hour at most)
 *
 * ```ts
 * import { type Job, waitForJob } from "@zoho-bulk/core"
 *
 * const options = (id: string): Job.WaitOptions => ({ id, timeout: "30 minutes" })
 *
 * export const ended = (id: string) => waitForJob(options(id))
 * ```
 *
 * @category models
 */
export interface WaitOptions<Kind extends JobKind | undefined = JobKind | undefined> {
  /** The job's kind, if it is known: without it, a read job is looked for first. */
  readonly kind?: Kind | undefined
  /** The job's id, a string of digits. */
  readonly id: string
  /** How long to wait at most, such as `"5 minutes"`; the job goes on after it. As long as it takes by default. */
  readonly timeout?: Duration.Input | undefined
  /** Ends the wait as soon as they announce the end of the job, such as after a callback; looks go on all the same. */
  readonly signals?: JobSignals["Service"] | undefined
}

/**
 * The job of a kind: a `ReadJob` of `"read"`, a `WriteJob` of `"write"`, and either where the kind
 * is not known.
 *
 * **Example** (A function for one kind at a time)
 *
 * ```ts
 * import { type Job, type JobKind, waitForJob } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const ended = <Kind extends JobKind>(kind: Kind, id: string) =>
 *   Effect.map(waitForJob({ kind, id }), ({ job }): Job.JobOf<Kind> => job)
 * ```
 *
 * @category models
 */
export type JobOf<Kind extends JobKind | undefined> = Kind extends "read"
  ? ReadJob
  : Kind extends "write"
    ? WriteJob
    : ReadJob | WriteJob

/**
 * What a wait has seen so far.
 *
 * @category models
 */
export interface Observed {
  /** Looks that found the job; each cost an API credit. */
  readonly looks: number
  /** Looks that failed, and did not end the wait. */
  readonly failedLooks: number
  /** How often the job was seen in which state. */
  readonly states: Readonly<Partial<Record<JobState, number>>>
  /** How long the wait has taken so far, in milliseconds. */
  readonly elapsedMillis: number
}

/** A job at one moment of a wait. */
export interface Look<Kind extends JobKind | undefined> {
  readonly job: JobOf<Kind>
  readonly hasChanged: boolean
  readonly observed: Observed
  /** When its state was first a word that nobody knows, by `monotonicMillis`. */
  readonly unrecognizedSince?: number
}

/**
 * Every way in which a wait can fail. A failed job is not a failure of the wait.
 *
 * **Example** (Whether to wait again)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const isWorthAnother = (failure: Failure.WaitFailure): boolean =>
 *   failure._tag === "JobStillRunning" || failure.isRetryable
 * ```
 *
 * @category errors
 */
export type WaitFailure = InvalidRequest | GetJobDetailsFailure | JobStillRunning

/** Looks that may fail one after the other, each after tries of its own, before a wait gives up. */
const mostFailedLooks = 5

/** How long a look may take at least, in milliseconds: the last one begins when the time of the wait is over. */
const shortestLook = 1_000

const moduleOf = (job: ReadJob | WriteJob): string | undefined =>
  (job.kind === "read" ? job.query?.module : job.resource?.[0]?.module)?.apiName

const sortOf = (job: ReadJob | WriteJob): string => `${job.kind} ${moduleOf(job) ?? ""}`

/** Wakes when somebody announces the end of a job; never, if nobody can. */
const awaitAnnouncement = (id: string, signals: JobSignals["Service"] | undefined) =>
  signals !== undefined && isJobId(id) ? signals.ended(id) : Effect.never

const deadlineOf = (startedAt: number, timeout: Duration.Input | undefined): number =>
  timeout === undefined ? Infinity : startedAt + Duration.toMillis(timeout)

/** A look that never went out, for want of a turn, says nothing of Zoho. */
const wasSent = (failure: GetJobDetailsFailure): boolean => failure._tag !== "Throttled" || failure.isAnswered

/** When a job's state was first a word that nobody knows; nothing while it is another. */
const unknownSince = <Kind extends JobKind | undefined>(
  job: JobOf<Kind>,
  before: Look<Kind> | undefined,
  now: number,
): { readonly unrecognizedSince?: number } =>
  job.state === "unrecognized" ? { unrecognizedSince: before?.unrecognizedSince ?? now } : {}

const poll = <Kind extends JobKind | undefined>(
  options: WaitOptions<Kind>,
): Stream.Stream<Look<Kind>, WaitFailure, ZohoConnection> =>
  Stream.unwrap(
    Effect.gen(function* () {
      yield* Effect.fromResult(checkWait(options))
      const { id, kind, signals, timeout }: WaitOptions<Kind> = options ?? {}
      const durations = jobDurationsOf(yield* ZohoConnection)
      const limits = yield* CurrentLimits
      const startedAt = yield* monotonicMillis
      const deadline = deadlineOf(startedAt, timeout)
      const end = yield* Effect.forkScoped(awaitAnnouncement(id, signals))

      const stillRunning = (job: ReadJob | WriteJob | undefined, now: number) =>
        new JobStillRunning({
          jobId: id,
          ...(kind === undefined ? {} : { kind }),
          ...(job === undefined ? {} : { kind: job.kind, state: job.state, stateAsSent: job.stateAsSent }),
          waitedMillis: Math.round(now - startedAt),
        })

      /** When the wait is over, whatever the job does. */
      const endOf = (before: Look<Kind> | undefined): number =>
        Math.min(deadline, (before?.unrecognizedSince ?? Infinity) + limits.unrecognizedStateWait)

      /** Waits until the next look is worth it, and for what Zoho asked for at least. */
      const pause = Effect.fnUntraced(function* (before: Look<Kind> | undefined, asked = 0) {
        const now = yield* monotonicMillis
        const expected = before === undefined ? undefined : durations.expected(sortOf(before.job))
        const left = Math.max(0, endOf(before) - now)
        const delay = Math.max(asked, pollDelay(now - startedAt, expected, yield* Random.next, limits))
        yield* tellWait("api", Math.min(asked, left))
        const sleep = Effect.as(Effect.sleep(Math.ceil(Math.min(delay, left))), undefined)
        return yield* Effect.raceFirst(sleep, Fiber.join(end))
      })

      /** One look, which ends with the wait, or a second after it where it begins with its end. */
      const lookOnce = Effect.gen(function* () {
        const now = yield* monotonicMillis
        const callEnds = (yield* CallDeadline) ?? now + limits.callTimeout
        const ends = Math.max(now + shortestLook, Math.min(deadline, callEnds))
        return yield* Effect.provideService(getJobDetails({ id, kind }), CallDeadline, ends)
      })

      /** Looks until there is an answer: one that fails, and could heal, does not end the wait. */
      const look = Effect.fnUntraced(function* (before: Look<Kind> | undefined) {
        let woken: ReadJob | WriteJob | undefined
        if (before !== undefined) woken = yield* pause(before)
        for (let failed = 0, sent = 0; ; failed++) {
          const found = yield* Effect.result(woken === undefined ? lookOnce : Effect.succeed(woken))
          if (found._tag === "Success") return [found.success as JobOf<Kind>, failed] as const
          const { failure } = found
          if (wasSent(failure)) sent++
          const now = yield* monotonicMillis
          if (failure.isRetryable && now >= deadline) return yield* stillRunning(before?.job, now)
          if (!failure.isRetryable || sent >= mostFailedLooks) return yield* failure
          const asked = "retryAfter" in failure && failure.retryAfter !== undefined ? failure.retryAfter : 0
          woken = yield* pause(before, Duration.toMillis(asked))
        }
      })

      const next = Effect.fnUntraced(function* (before: Look<Kind> | undefined) {
        const [job, failed] = yield* look(before)
        if (before === undefined) yield* Effect.annotateCurrentSpan(moduleAttribute(moduleOf(job)))
        const now = yield* monotonicMillis
        const { looks = 0, failedLooks = 0, states = {} } = before?.observed ?? {}
        const seen: Look<Kind> = {
          job,
          hasChanged: before === undefined || !Equal.equals(before.job.raw, job.raw),
          observed: {
            looks: looks + 1,
            failedLooks: failedLooks + failed,
            states: { ...states, [job.state]: (states[job.state] ?? 0) + 1 },
            elapsedMillis: Math.round(now - startedAt),
          },
          ...unknownSince(job, before, now),
        }
        if (isTerminal(job.state)) {
          if (before !== undefined) durations.remember(sortOf(job), now - startedAt)
          return [[seen], Option.none<Look<Kind>>()] as const
        }
        if (now >= endOf(seen)) return yield* stillRunning(job, now)
        return [[seen], Option.some(seen)] as const
      })

      return Stream.paginate(undefined as Look<Kind> | undefined, next)
    }),
  )

/** Looks at a job until it has ended; unchanged looks are included. */
export const pollJob = <Kind extends JobKind | undefined = undefined>(
  options: WaitOptions<Kind>,
): Stream.Stream<Look<Kind>, WaitFailure, ZohoConnection> =>
  Stream.suspend(() => Stream.withSpan(poll(options), "zoho-bulk.waitForJob", { attributes: jobAttributes(options) }))
