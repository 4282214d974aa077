import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { type CallClass, CurrentWaitListener, reasonToWait } from "../../connection/RateGate.ts"
import { CurrentTraffic, type Traffic } from "../../transport/CurrentTraffic.ts"
import type { Credits } from "../../transfer/journey/credits.ts"
import { CurrentProgress, type ProgressEvent } from "../../transfer/journey/Progress.ts"
import { isSilent, root } from "../flags/root.ts"
import { amount, duration } from "../output/amount.ts"
import { eventLine, makeEventWriter } from "../output/events.ts"
import { Output } from "../output/Output.ts"
import { standardOutput } from "../output/OutputTarget.ts"
import { RunState } from "../run/RunState.ts"
import { logWords } from "./logWords.ts"
import { lineOf, progressParts } from "./progressWords.ts"
import { makeTracked, track, trackBytes, type Tracked } from "./Tracked.ts"

/** How often live lines change at most, and at least, in milliseconds. */
const [repaintAfter, repaintEvery] = [100, 1_000]

/** How long a log may be silent before it reports progress, in milliseconds: nobody waits for half a minute. */
const longestSilence = 25_000

/** The maximum number of live lines at once, and their width if the width of the terminal is unknown. */
const [mostLines, usualWidth] = [8, 80]

/** How many rows must pass before a log reports progress again. */
const rowsALine = 200_000

/** What is watched, and where its data goes. */
interface Watched {
  /** Where rows go: events are not written among them. */
  readonly target?: string | undefined
  readonly module?: string | undefined
  readonly credits?: Credits | undefined
  /** What it does before the first thing happens. */
  readonly beginning?: string
}

/** An event of a mirror: its jobs are told apart from those of other modules. */
const ofModule = (module: string | undefined, event: ProgressEvent): ProgressEvent =>
  module !== undefined && "part" in event ? { ...event, part: `${module} ${event.part}` } : event

/**
 * Makes what shows a journey: live lines where stderr is a terminal, one for each module that is under way; elsewhere a line where
 * something changed, and at least one each half minute; nothing with `--json`. With `--jsonl` each event is a line of stdout, unless
 * the rows go there.
 */
export const makeProgress = Effect.fnUntraced(function* ({
  beginning = "asking Zoho",
  credits,
  module: onlyModule,
  target,
}: Watched) {
  const output = yield* Output
  const { jsonl } = yield* root
  const isUntold = yield* isSilent
  const writeEvent = yield* makeEventWriter
  const tellsEvents = jsonl && target !== standardOutput
  const startedAt = yield* Clock.currentTimeMillis
  const tracked = new Map<string | undefined, Tracked>()
  const states = new Map<string, string>()
  const told = { paintedAt: 0, rows: 0 }
  const state = yield* RunState
  state.toldAt ??= startedAt

  const trackedIn = (module: string | undefined, now: number): Tracked => {
    const known = tracked.get(module)
    if (known !== undefined) return known
    const made = makeTracked(module ?? onlyModule, now)
    tracked.set(module, made)
    return made
  }

  const lines = (now: number): ReadonlyArray<string> => {
    const { marks, width } = output.talkStyle
    const columns = output.isLive ? (Number.isFinite(width) ? width : usualWidth) - 1 : Infinity
    const spent = tracked.size > 1 ? undefined : credits?.spent
    const all = tracked.size === 0 ? [makeTracked(onlyModule, startedAt)] : [...tracked.values()]
    const shown = all.slice(0, mostLines).map((each) => {
      const parts = progressParts(each, now, { beginning, credits: spent })
      return lineOf(parts, marks.between, columns).slice(0, columns)
    })
    return all.length > mostLines ? [...shown, `and ${amount(all.length - mostLines, "more", "more")}`] : shown
  }

  const paint = Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    told.paintedAt = now
    yield* output.status(lines(now))
  })

  const talk = Effect.fnUntraced(function* (words: string) {
    state.toldAt = yield* Clock.currentTimeMillis
    yield* output.talk((style) => style.faint(words))
  })

  /** Shows that it goes on, also while nothing happens. */
  const tick = output.isLive
    ? Effect.andThen(Effect.sleep(repaintEvery), paint)
    : Effect.gen(function* () {
        const now = yield* Clock.currentTimeMillis
        const silence = now - (state.toldAt ?? startedAt)
        if (silence < longestSilence) return yield* Effect.sleep(longestSilence - silence)
        for (const line of lines(now)) yield* talk(line)
      })

  const listenIn = Effect.fnUntraced(function* (module: string | undefined, event: ProgressEvent) {
    const now = yield* Clock.currentTimeMillis
    const own = trackedIn(module, now)
    track(own, event, now)
    if (tellsEvents) return yield* writeEvent(eventLine(ofModule(module, event)))
    if (isUntold) return
    const key = "part" in event ? `${module} ${event.part}` : ""
    // Until a job is begun, a log has said enough of it by that it is ordered.
    const jobState = event._tag === "looked" && event.state !== "added" ? event.state : "queued"
    const isNew = event._tag !== "looked" || states.get(key) !== jobState
    if (event._tag === "looked" || event._tag === "ordered") states.set(key, jobState)
    const isTold = !output.isLive || event._tag === "dropped" || event._tag === "begunAnew"
    const words = isTold ? logWords(event, module ?? onlyModule, isNew) : undefined
    if (words !== undefined) return yield* talk(words)
    if (output.isLive) return now - told.paintedAt < repaintAfter ? undefined : yield* paint
    if (event._tag !== "flowed" || own.rows - told.rows < rowsALine) return
    told.rows = own.rows
    yield* talk(amount(own.rows, "row"))
  })

  const hearBytes = Effect.fnUntraced(function* (traffic: Traffic) {
    const now = yield* Clock.currentTimeMillis
    for (const each of tracked.values()) {
      if (traffic.part !== undefined || each.partOfJob.has(traffic.jobId ?? "")) trackBytes(each, traffic, now)
    }
    if (!isUntold && output.isLive && now - told.paintedAt >= repaintAfter) yield* paint
  })

  /** Tells of a wait that would look as if nothing happened. */
  const tellWait = Effect.fnUntraced(function* (callClass: CallClass, millis: number) {
    if (tellsEvents) return yield* writeEvent({ event: "waiting", for: callClass, millis })
    if (isUntold) return
    const now = yield* Clock.currentTimeMillis
    const reason = reasonToWait(callClass)
    for (const each of tracked.values()) each.waiting = { until: now + millis, reason }
    yield* output.isLive ? paint : talk(`waiting ${duration(millis)}: ${reason}`)
  })

  const repeatTick = isUntold ? Effect.never : Effect.forever(tick)

  return {
    listenIn,
    /** Takes the line of a module away that is over. */
    over: (module: string) => Effect.sync(() => void tracked.delete(module)),
    /** Runs what is shown. */
    showing: <A, E, R>(run: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
      Effect.acquireUseRelease(
        Effect.forkChild(repeatTick),
        () =>
          run.pipe(
            Effect.provideService(CurrentProgress, (event) => listenIn(undefined, event)),
            Effect.provideService(CurrentTraffic, hearBytes),
            Effect.provideService(CurrentWaitListener, tellWait),
          ),
        (ticking) => Effect.andThen(Fiber.interrupt(ticking), output.status("")),
      ),
    /** How long it has taken so far, in milliseconds. */
    elapsed: Effect.map(Clock.currentTimeMillis, (now) => now - startedAt),
  }
})
