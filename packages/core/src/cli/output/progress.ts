import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { type CallClass, reasonToWait } from "../../connection/RateGate.ts"
import type { ProgressEvent } from "../../transfer/journey/Progress.ts"
import { amount, duration, number } from "./amount.ts"
import { Output } from "./Output.ts"
import { standardOutput } from "./OutputTarget.ts"
import { eventLine, makeEventWriter } from "./events.ts"
import { isSilent, root } from "../flags/root.ts"
import type { Marks } from "./Style.ts"

/** The most that a live line may take of a terminal's width. */
const lineWidth = 79

/** How often a live line changes at most, in milliseconds. */
const repaintEvery = 100

/** How many rows there have to be until a log says so again. */
const rowsALine = 200_000

interface Seen {
  readonly startedAt: number
  rows: number
  loggedRows: number
  paintedAt: number
  readonly states: Map<string, string>
  total: { readonly rows: number; readonly parts: number } | undefined
}

/** How many rows there have been; a wait has none, and an export none at first. */
const rowsOf = ({ rows, total }: Seen): ReadonlyArray<string> => {
  if (total !== undefined) return [`${number(rows)} of ${amount(total.rows, "row")}`]
  return rows === 0 ? [] : [amount(rows, "row")]
}

const progressLine = (seen: Seen, now: number, { between }: Marks): string => {
  const elapsed = Math.max(1, now - seen.startedAt)
  const running = [...seen.states].filter(([, state]) => !state.startsWith("completed"))
  const jobs = running.slice(0, 2).map(([part, state]) => `${part}: ${state}`)
  const more = running.length > 2 ? [`and ${running.length - 2} more`] : []
  const rate = seen.rows === 0 ? [] : [`${number((seen.rows / elapsed) * 1_000)} rows/s`]
  const share =
    seen.total === undefined || seen.rows === 0
      ? []
      : [`${duration(((seen.total.rows - seen.rows) / seen.rows) * elapsed)} left`]
  return [...rowsOf(seen), ...rate, ...share, duration(elapsed), ...jobs, ...more]
    .join(` ${between} `)
    .slice(0, lineWidth)
}

/** Takes note of an event, and gives what a log says of it, if anything. */
const note = (seen: Seen, event: ProgressEvent): string | undefined => {
  switch (event._tag) {
    case "ordered":
      seen.states.set(event.part, "added")
      return `${event.part}: job ${event.jobId} is ordered`
    case "looked": {
      const before = seen.states.get(event.part)
      seen.states.set(event.part, event.state)
      return before === event.state ? undefined : `${event.part}: ${event.state} after ${duration(event.elapsedMillis)}`
    }
    case "begunAnew":
      return `begun anew, and paid for again: ${event.reason}`
    case "dropped":
      return `left out: bulk read refuses the field ${event.field}`
    case "leftOut":
      return `left out: ${amount(event.records, "record")} that not each of the jobs has (made, deleted or changed meanwhile): ${event.ids.join(", ")}${event.records > event.ids.length ? ", …" : ""}`
    case "split":
      seen.total = event
      return `${amount(event.rows, "row")} in ${amount(event.parts, "part")}`
    case "uploaded":
      return `${event.part}: its rows are uploaded`
    case "flowed": {
      seen.rows += event.rows
      if (seen.rows - seen.loggedRows < rowsALine) return undefined
      seen.loggedRows = seen.rows
      return amount(seen.rows, "row")
    }
  }
}

/**
 * Makes a listener that shows what a journey does: one live line where stderr is a terminal, a line where something changed
 * elsewhere, and nothing with `--json`. With `--jsonl` each event is a line of stdout, unless the rows go there.
 */
export const makeProgress = Effect.fnUntraced(function* (target?: string) {
  const output = yield* Output
  const { jsonl } = yield* root
  const isUntold = yield* isSilent
  const writeEvent = yield* makeEventWriter
  const tellsEvents = jsonl && target !== standardOutput
  const startedAt = yield* Clock.currentTimeMillis
  const seen: Seen = { startedAt, rows: 0, loggedRows: 0, paintedAt: 0, states: new Map(), total: undefined }
  /** Tells of a wait that would look as if nothing happened. */
  const tellWait = (callClass: CallClass, millis: number): Effect.Effect<void> => {
    const words = `waiting ${duration(millis)}: ${reasonToWait(callClass)}`
    if (tellsEvents) return writeEvent({ event: "waiting", for: callClass, millis })
    if (isUntold) return Effect.void
    return output.isLive ? output.status(words.slice(0, lineWidth)) : output.talk((style) => style.faint(words))
  }
  return {
    tellWait,
    listen: Effect.fnUntraced(function* (event: ProgressEvent) {
      const words = note(seen, event)
      if (tellsEvents) return yield* writeEvent(eventLine(event))
      if (isUntold) return
      if (!output.isLive || event._tag === "dropped" || event._tag === "begunAnew") {
        if (words !== undefined) yield* output.talk((style) => style.faint(words))
        return
      }
      const now = yield* Clock.currentTimeMillis
      if (now - seen.paintedAt < repaintEvery) return
      seen.paintedAt = now
      yield* output.status(progressLine(seen, now, output.talkStyle.marks))
    }),
    /** How long it has taken so far, in milliseconds. */
    elapsed: Effect.map(Clock.currentTimeMillis, (now) => now - startedAt),
  }
})
