import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import { Throttled } from "../failure/Refusal.ts"
import type { RequestContext } from "../failure/RequestContext.ts"
import { CallDeadline } from "../transport/CallDeadline.ts"

/**
 * Classes of call that Zoho throttles apart from each other: downloads of results, and all else.
 *
 * **Example** (What is waited for, in words)
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

const minute = 60_000

/** Shorter waits than this one, in milliseconds, are nobody's business. */
const worthTelling = 1_000

/** Waits for which a log should have an explanation, in milliseconds. */
const worthWarning = 5_000

/** Says why a call waits. */
export const reasonToWait = (callClass: CallClass): string =>
  callClass === "download" ? "Zoho gives ten downloads a minute" : "Zoho asked to slow down"

/**
 * Is told when a call has to wait for longer than a second for Zoho's sake, and for how many
 * milliseconds. By default a wait of more than 5 s is a warning in the log.
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

/** Tells of a wait, if it is long enough. */
export const tellWait = (callClass: CallClass, millis: number): Effect.Effect<void> =>
  millis > worthTelling ? Effect.flatMap(CurrentWaitListener, (tell) => tell(callClass, millis)) : Effect.void

/** Lets calls of one organisation through: so many at once, so many downloads a minute, and none while Zoho asks to wait. */
export interface RateGate {
  readonly pass: <A, E, R>(
    callClass: CallClass,
    request: RequestContext,
    call: Effect.Effect<A, E, R>,
  ) => Effect.Effect<A, E | Throttled, R>
  /** Closes the gate for a class of calls: for as long as given, and for downloads to the end of the minute at least. */
  readonly pause: (callClass: CallClass, duration: Duration.Duration) => Effect.Effect<void>
}

/** Beyond ten downloads in a minute Zoho refuses all of them until the minute is over (v7 download page). */
const downloadsPerMinute = 10

/** Makes the gate of one organisation. */
export const makeRateGate = Effect.fnUntraced(function* (maxConcurrency: number): Effect.fn.Return<RateGate> {
  const lanes = yield* Semaphore.make(maxConcurrency)
  const opensAt: Record<CallClass, number> = { api: 0, download: 0 }
  const downloads: Array<number> = []

  /** When a call of a class may go, in milliseconds since the epoch. */
  const turnOf = (callClass: CallClass, now: number): number => {
    if (callClass === "api") return Math.max(now, opensAt.api)
    const earlier = downloads.toSorted((a, b) => a - b).at(-downloadsPerMinute)
    return Math.max(now, opensAt.download, earlier === undefined ? 0 : earlier + minute)
  }

  /** Takes a place in the minute for a download; gives what hands it back, for one that never went. */
  const book = (turn: number, now: number): Effect.Effect<void> => {
    for (const [at, taken] of [...downloads.entries()].toReversed()) if (taken <= now - minute) downloads.splice(at, 1)
    downloads.push(turn)
    return Effect.sync(() => {
      const at = downloads.indexOf(turn)
      if (at !== -1) downloads.splice(at, 1)
    })
  }

  const waitForTurn = Effect.fnUntraced(function* (callClass: CallClass, request: RequestContext) {
    const now = yield* Clock.currentTimeMillis
    const turn = turnOf(callClass, now)
    const deadline = (yield* CallDeadline) ?? Infinity
    if (turn >= deadline && turn > now) {
      return yield* new Throttled({ request, retryAfter: Duration.millis(turn - now) })
    }
    yield* tellWait(callClass, turn - now)
    const handBack = callClass === "download" ? book(turn, now) : Effect.void
    yield* Effect.onInterrupt(Effect.sleep(turn - now), () => handBack)
  })

  return {
    pass: (callClass, request, call) => Effect.andThen(waitForTurn(callClass, request), lanes.withPermits(1)(call)),
    pause: (callClass, duration) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        const pause = Math.max(Duration.toMillis(duration), callClass === "download" ? minute : 0)
        opensAt[callClass] = Math.max(opensAt[callClass], now + pause)
      }),
  }
})
