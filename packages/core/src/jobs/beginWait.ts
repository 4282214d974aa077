import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Random from "effect/Random"
import type * as Scope from "effect/Scope"
import { tellWait } from "../connection/RateGate.ts"
import { ZohoConnection } from "../connection/ZohoConnection.ts"
import { isJobId } from "../domain/JobId.ts"
import type { JobKind } from "../domain/JobKind.ts"
import { isTerminal } from "../domain/JobState.ts"
import type { ReadJob } from "../domain/ReadJob.ts"
import type { WriteJob } from "../domain/WriteJob.ts"
import { JobStillRunning } from "../failure/TransferFailure.ts"
import { CurrentLimits, type Limits } from "../settings/Limits.ts"
import { CallDeadline } from "../transport/CallDeadline.ts"
import { millisIn, monotonicMillis } from "../transport/monotonicMillis.ts"
import { annotateCall, moduleAttribute } from "../transport/telemetry.ts"
import { getJobDetails, type GetJobDetailsFailure } from "./getJobDetails.ts"
import { type JobDurations, jobDurationsOf } from "./JobDurations.ts"
import { pollDelay } from "./pollDelay.ts"
import type { JobOf, Observed, WaitFailure, WaitOptions } from "./WaitOptions.ts"

/** What a wait remembers between two looks: little, because thousands may wait at once. */
interface Seen extends Pick<ReadJob | WriteJob, "kind" | "state" | "stateAsSent"> {
  /** What jobs of its sort have in common: they take about as long. */
  readonly sort: string
  readonly observed: Observed
  /** When its state was first a word that nobody knows, by `monotonicMillis`. */
  readonly unrecognizedSince?: number
}

/** A job at one moment of a wait. */
export interface Look<Kind extends JobKind | undefined> {
  readonly job: JobOf<Kind>
  readonly observed: Observed
  /** What the next look must know; nothing if the job has ended. */
  readonly seen?: Seen
}

/** Looks that may fail one after the other, each after tries of its own, before a wait gives up. */
const mostFailedLooks = 5

/** How long a look may take at least, in milliseconds: the last one begins when the time of the wait is over. */
const shortestLook = 1_000

const moduleOf = (job: ReadJob | WriteJob): string | undefined =>
  (job.kind === "read" ? job.query?.module : job.resource?.[0]?.module)?.apiName

const sortOf = (job: ReadJob | WriteJob): string => `${job.kind} ${moduleOf(job) ?? ""}`

const deadlineOf = (startedAt: number, timeout: Duration.Input | undefined): number =>
  timeout === undefined ? Infinity : startedAt + Duration.toMillis(timeout)

/** A look that was never sent, because its turn did not come, reveals nothing about Zoho. */
const wasSent = (failure: GetJobDetailsFailure): boolean => failure._tag !== "Throttled" || failure.isAnswered

/** For how long Zoho asked to wait, in milliseconds. */
const askedBy = (failure: GetJobDetailsFailure): number =>
  "retryAfter" in failure && failure.retryAfter !== undefined ? Duration.toMillis(failure.retryAfter) : 0

/** How looks failed since the last one that did not. */
interface Failures {
  readonly count: number
  /** Those that went out. */
  readonly sent: number
  /** For how long Zoho asked to wait when the last one failed, in milliseconds. */
  readonly asked: number
}

const none: Failures = { count: 0, sent: 0, asked: 0 }

/** Ends when the end of a job is announced; absent if nobody can announce it. */
export type Announced = Fiber.Fiber<ReadJob | WriteJob> | undefined

/** What a wait is about, and what it has at hand. */
interface Wait {
  readonly id: string
  readonly kind: JobKind | undefined
  /** By `monotonicMillis`, as all times of a wait. */
  readonly startedAt: number
  readonly deadline: number
  readonly limits: Limits
  readonly durations: JobDurations
  readonly end: Announced
}

const stillRunning = (
  { id, kind, startedAt }: Wait,
  seen: Pick<Seen, "kind" | "state" | "stateAsSent"> | undefined,
  now: number,
): JobStillRunning =>
  new JobStillRunning({
    jobId: id,
    ...(kind === undefined ? {} : { kind }),
    ...(seen === undefined ? {} : { kind: seen.kind, state: seen.state, stateAsSent: seen.stateAsSent }),
    waitedMillis: Math.round(now - startedAt),
  })

/** When a wait is over, whatever the job does. */
const endOf = ({ deadline, limits }: Wait, unrecognizedSince = Infinity): number =>
  Math.min(deadline, unrecognizedSince + limits.unrecognizedStateWait)

/** For how long to wait until the next look is worth it, and for what Zoho asked for at least. */
const delayOf = Effect.fnUntraced(function* (wait: Wait, seen: Seen | undefined, asked: number) {
  const now = yield* monotonicMillis
  const expected = seen === undefined ? undefined : wait.durations.expected(seen.sort)
  const left = Math.max(0, endOf(wait, seen?.unrecognizedSince) - now)
  const delay = Math.max(asked, pollDelay(now - wait.startedAt, expected, yield* Random.next, wait.limits))
  yield* tellWait("api", Math.min(asked, left))
  return Math.ceil(Math.min(delay, left))
})

/** Waits until the next look; returns the job if its end is announced first. */
const pause = (wait: Wait, seen: Seen | undefined, asked: number): Effect.Effect<ReadJob | WriteJob | undefined> =>
  Effect.flatMap(delayOf(wait, seen, asked), (millis) => {
    const sleep = Effect.as(Effect.sleep(millis), undefined)
    return wait.end === undefined ? sleep : Effect.raceFirst(sleep, Fiber.join(wait.end))
  })

/** One look, which ends with the wait, or a second after it if the look begins at the wait's end. */
const lookOnce = ({ deadline, id, kind, limits }: Wait) =>
  Effect.withFiber((fiber) => {
    const now = millisIn(fiber)
    const callEnds = fiber.getRef(CallDeadline) ?? now + limits.callTimeout
    const ends = Math.max(now + shortestLook, Math.min(deadline, callEnds))
    return Effect.provideService(getJobDetails({ id, kind }), CallDeadline, ends)
  })

/** What a look has found, after so many that failed. */
const found = Effect.fnUntraced(function* <Kind extends JobKind | undefined>(
  wait: Wait,
  job: JobOf<Kind>,
  before: Seen | undefined,
  failed: number,
): Effect.fn.Return<Look<Kind>, JobStillRunning> {
  const { durations, startedAt } = wait
  if (before === undefined) yield* annotateCall(moduleAttribute(moduleOf(job)))
  const now = yield* monotonicMillis
  const { looks = 0, failedLooks = 0, states = {} } = before?.observed ?? {}
  const { kind, state, stateAsSent } = job
  const observed: Observed = {
    looks: looks + 1,
    failedLooks: failedLooks + failed,
    states: { ...states, [state]: (states[state] ?? 0) + 1 },
    elapsedMillis: Math.round(now - startedAt),
  }
  const sort = sortOf(job)
  if (isTerminal(state)) {
    if (before !== undefined) durations.remember(sort, now - startedAt)
    return { job, observed }
  }
  const unrecognizedSince = state === "unrecognized" ? (before?.unrecognizedSince ?? now) : undefined
  if (now >= endOf(wait, unrecognizedSince)) return yield* stillRunning(wait, job, now)
  const since = unrecognizedSince === undefined ? {} : { unrecognizedSince }
  return { job, observed, seen: { kind, state, stateAsSent, sort, observed, ...since } }
})

/** What happens after a failed look: a transient failure does not end the wait. */
const failedLook = Effect.fnUntraced(function* (
  wait: Wait,
  failure: GetJobDetailsFailure,
  seen: Seen | undefined,
  { count, sent }: Failures,
): Effect.fn.Return<Failures, WaitFailure> {
  const now = yield* monotonicMillis
  const allSent = sent + (wasSent(failure) ? 1 : 0)
  if (failure.isRetryable && now >= wait.deadline) return yield* stillRunning(wait, seen, now)
  if (!failure.isRetryable || allSent >= mostFailedLooks) return yield* failure
  return { count: count + 1, sent: allSent, asked: askedBy(failure) }
})

const look = <Kind extends JobKind | undefined>(
  wait: Wait,
  seen: Seen | undefined,
  failures: Failures,
): Effect.Effect<Look<Kind>, WaitFailure, ZohoConnection> => {
  const isFirst = seen === undefined && failures.count === 0
  return Effect.flatMap(isFirst ? Effect.undefined : pause(wait, seen, failures.asked), (woken) =>
    Effect.matchEffect(woken === undefined ? lookOnce(wait) : Effect.succeed(woken), {
      onSuccess: (job) => found(wait, job as JobOf<Kind>, seen, failures.count),
      onFailure: (failure) =>
        Effect.flatMap(failedLook(wait, failure, seen, failures), (all) => look<Kind>(wait, seen, all)),
    }),
  )
}

/** Listens for the announcement of a job's end, from now on. */
export const listen = (options: WaitOptions): Effect.Effect<Announced, never, Scope.Scope> => {
  const { id, signals }: WaitOptions = options ?? {}
  return signals !== undefined && isJobId(id) ? Effect.forkScoped(signals.ended(id)) : Effect.undefined
}

/**
 * Begins a wait, and returns its looks: the first one is made immediately, each further one when it is worthwhile after
 * what was seen.
 */
export const beginWait = Effect.fnUntraced(function* <Kind extends JobKind | undefined>(
  options: WaitOptions<Kind>,
  end: Announced,
): Effect.fn.Return<
  (seen: Seen | undefined) => Effect.Effect<Look<Kind>, WaitFailure, ZohoConnection>,
  WaitFailure,
  ZohoConnection
> {
  const { id, kind, timeout }: WaitOptions<Kind> = options ?? {}
  const startedAt = yield* monotonicMillis
  const wait: Wait = {
    id,
    kind,
    startedAt,
    deadline: deadlineOf(startedAt, timeout),
    limits: yield* CurrentLimits,
    durations: jobDurationsOf(yield* ZohoConnection),
    end,
  }
  return (seen) => look<Kind>(wait, seen, none)
})
