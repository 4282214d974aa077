import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { Throttled } from "../failure/Refusal.ts"
import type { RequestContext } from "../failure/RequestContext.ts"
import { timeLeftIn } from "../transport/CallDeadline.ts"
import { millisIn } from "../transport/monotonicMillis.ts"
import { type Lane, makeLanes } from "./lanes.ts"

/**
 * Classes of call that Zoho throttles separately: downloads of results, and all others.
 *
 * **Example** (What a call is waiting for, in words)
 *
 * ```ts
 * import type { Progress } from "@zoho-bulk/core"
 *
 * export const inWords: Readonly<Record<Progress.CallClass, string>> = {
 *   api: "Zoho to take calls again",
 *   download: "the next download",
 * }
 * ```
 *
 * @category models
 */
export type CallClass = "api" | "download"

/** A minute of Zoho's, in milliseconds, and a second: a call may be sooner there than one a minute before it was. */
const minute = 61_000

/** Shorter waits than this, in milliseconds, are not reported. */
const worthTelling = 1_000

/** Waits that a log should explain, in milliseconds. */
const worthWarning = 5_000

/** Returns why a call waits. */
export const reasonToWait = (callClass: CallClass): string =>
  callClass === "download" ? "Zoho allows ten downloads a minute" : "Zoho asked to slow down"

/**
 * Receives each wait of more than a second that Zoho imposes on a call, in milliseconds. By default a wait of more than
 * 5 s is a warning in the log.
 *
 * **Example** (Waits as a metric)
 *
 * ```ts
 * import { Progress } from "@zoho-bulk/core"
 * import { Layer, Metric } from "effect"
 *
 * const waited = Metric.counter("zoho_waited_millis")
 *
 * export const metered = Layer.succeed(Progress.CurrentWaitListener, (_callClass, millis) =>
 *   Metric.update(waited, millis),
 * )
 * ```
 *
 * @category configuration
 */
export const CurrentWaitListener = Context.Reference<(callClass: CallClass, millis: number) => Effect.Effect<void>>(
  "@zoho-bulk/core/connection/CurrentWaitListener",
  {
    defaultValue: () => (callClass, millis) =>
      millis > worthWarning
        ? Effect.logWarning(`zoho-bulk: waiting ${Math.round(millis / 1_000)} s: ${reasonToWait(callClass)}`)
        : Effect.void,
  },
)

/** Reports a wait, if it is long enough. */
export const tellWait = (callClass: CallClass, millis: number): Effect.Effect<void> =>
  millis > worthTelling ? Effect.flatMap(CurrentWaitListener, (tell) => tell(callClass, millis)) : Effect.void

/** A call, which waits for its turn just before it sends: the turn is its argument. */
export type Turned<A, E, R> = (turn: Effect.Effect<void, Throttled>) => Effect.Effect<A, E, R>

/**
 * Lets calls of one organisation through: a number at once, a number of downloads per minute, and none while Zoho asks
 * to wait.
 */
export interface RateGate {
  readonly pass: <A, E, R>(
    lane: Lane,
    request: RequestContext,
    call: Turned<A, E, R>,
  ) => Effect.Effect<A, E | Throttled, R>
  /**
   * Closes the gate for a class of calls: for the given time, and for downloads at least until the end of the minute.
   */
  readonly pause: (lane: Lane, duration: Duration.Duration) => Effect.Effect<void>
}

/** Uploads are throttled with all other calls. */
export const classOf = (lane: Lane): CallClass => (lane === "download" ? lane : "api")

/** Beyond ten downloads in a minute Zoho refuses all of them until the minute is over (v7 download page). */
const downloadsPerMinute = 10

/** Anything shorter does not count as a wait, in milliseconds. */
const shortestWait = 0.001

/** Makes the gate of one organisation. Its times are those of a clock that nobody can set. */
export const makeRateGate = (maxConcurrency: number): RateGate => {
  const enter = makeLanes(maxConcurrency)
  const opensAt: Record<CallClass, number> = { api: -Infinity, download: -Infinity }
  /** When the latest downloads began, oldest first. */
  const downloads: Array<number> = []

  /**
   * How long a call must wait now, in milliseconds, or 0; a call that may go immediately is thereby counted among the
   * downloads.
   */
  const waitOf = (callClass: CallClass, now: number, isGoing: boolean): number => {
    const tenth = callClass === "download" ? downloads.at(-downloadsPerMinute) : undefined
    const opens = Math.max(opensAt[callClass], tenth === undefined ? -Infinity : tenth + minute)
    // Sums of fractions differ by less than any clock can sleep.
    const wait = opens - now < shortestWait ? 0 : opens - now
    if (wait === 0 && isGoing && callClass === "download" && downloads.push(now) > downloadsPerMinute) downloads.shift()
    return wait
  }

  /** How long a call must wait now; fails if that is longer than it may last. */
  const turnOf = (callClass: CallClass, request: RequestContext, isGoing: boolean): Effect.Effect<number, Throttled> =>
    Effect.withFiber((fiber) => {
      const left = timeLeftIn(fiber)
      const wait = waitOf(callClass, millisIn(fiber), isGoing && left > 0)
      return wait < left
        ? Effect.succeed(wait)
        : Effect.fail(new Throttled({ request, ...(wait > 0 ? { retryAfter: Duration.millis(Math.ceil(wait)) } : {}) }))
    })

  /** Waits until the gate is open, and checks again after each wait, as it may have closed since. */
  const untilOpen = (callClass: CallClass, request: RequestContext, isGoing: boolean): Effect.Effect<void, Throttled> =>
    Effect.flatMap(turnOf(callClass, request, isGoing), (wait) =>
      wait === 0
        ? Effect.void
        : Effect.andThen(tellWait(callClass, wait), Effect.sleep(wait)).pipe(
            Effect.andThen(untilOpen(callClass, request, isGoing)),
          ),
    )

  return {
    pass: <A, E, R>(lane: Lane, request: RequestContext, call: Turned<A, E, R>) => {
      const callClass = classOf(lane)
      const inLane = Effect.andThen(untilOpen(callClass, request, false), call(untilOpen(callClass, request, true)))
      return Effect.andThen(turnOf(callClass, request, false), enter(lane, request, inLane))
    },
    pause: (lane, duration) =>
      Effect.withFiberSucceed((fiber) => {
        const callClass = classOf(lane)
        const pause = Math.max(Duration.toMillis(duration), callClass === "download" ? minute : 0)
        opensAt[callClass] = Math.max(opensAt[callClass], millisIn(fiber) + pause)
      }),
  }
}
