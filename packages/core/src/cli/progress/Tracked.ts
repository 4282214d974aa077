import type { ProgressEvent } from "../../transfer/journey/Progress.ts"
import type { Traffic } from "../../transport/CurrentTraffic.ts"

/** What continues one page or part. */
export type Phase = "uploading" | "uploaded" | "ordered" | "queued" | "working" | "downloading" | "reading" | "over"

/** One page or part of a journey. */
export interface TrackedPart {
  phase: Phase
  /** Since when, by the clock of the command. */
  since: number
  bytes: number
  /** How many bytes there are in all, where that is known. */
  of: number | undefined
  /** How many rows Zoho says that it has. */
  rows: number | undefined
  /** How long Zoho took over it, in milliseconds. */
  took: number | undefined
}

/** What is known of one journey: an export, an import, or that of one module of a mirror. */
export interface Tracked {
  readonly module: string | undefined
  readonly startedAt: number
  readonly parts: Map<string, TrackedPart>
  readonly partOfJob: Map<string, string>
  rows: number
  /** How many rows there are in all, once that is known. */
  total: number | undefined
  /** How many parts an import has. */
  partCount: number | undefined
  /** When rows came, and how many there were then: those of the last seconds. */
  readonly samples: Array<readonly [at: number, rows: number]>
  /** Until when it waits, and what for. */
  waiting: { readonly until: number; readonly reason: string } | undefined
}

export const makeTracked = (module: string | undefined, startedAt: number): Tracked => ({
  module,
  startedAt,
  parts: new Map(),
  partOfJob: new Map(),
  rows: 0,
  total: undefined,
  partCount: undefined,
  samples: [],
  waiting: undefined,
})

/** How long the rate of the moment looks back, in milliseconds. */
export const moment = 5_000

const partNamed = ({ parts }: Tracked, name: string, now: number): TrackedPart => {
  const known = parts.get(name)
  if (known !== undefined) return known
  const made: TrackedPart = { phase: "ordered", since: now, bytes: 0, of: undefined, rows: undefined, took: undefined }
  parts.set(name, made)
  return made
}

const enter = (part: TrackedPart, phase: Phase, now: number): void => {
  if (part.phase === phase) return
  part.phase = phase
  part.since = now
}

const phaseOfState = (state: string): Phase => {
  if (state === "added" || state === "queued") return "queued"
  return state === "in-progress" ? "working" : "reading"
}

const noteLook = (tracked: Tracked, event: Extract<ProgressEvent, { _tag: "looked" }>, now: number): void => {
  const part = partNamed(tracked, event.part, now)
  tracked.partOfJob.set(event.jobId, event.part)
  const phase = phaseOfState(event.state)
  if (phase === "reading" && (part.phase === "downloading" || part.phase === "over")) return
  if (phase === "reading") part.took ??= event.elapsedMillis
  enter(part, phase, now)
  if (event.rows !== undefined) part.rows = event.rows
  if (event.moreRecords !== false) return
  const pages = [...tracked.parts.values()].map(({ rows }) => rows)
  if (!pages.includes(undefined)) tracked.total = pages.reduce<number>((sum, rows) => sum + (rows ?? 0), 0)
}

/** Takes note of what a journey did. */
export const track = (tracked: Tracked, event: ProgressEvent, now: number): void => {
  tracked.waiting = undefined
  switch (event._tag) {
    case "ordered":
      tracked.partOfJob.set(event.jobId, event.part)
      return enter(partNamed(tracked, event.part, now), "ordered", now)
    case "looked":
      return noteLook(tracked, event, now)
    case "begunAnew":
      tracked.parts.clear()
      tracked.rows = 0
      tracked.total = undefined
      return
    case "split":
      tracked.total = event.rows
      tracked.partCount = event.parts
      return
    case "uploaded":
      return enter(partNamed(tracked, event.part, now), "uploaded", now)
    case "flowed": {
      enter(partNamed(tracked, event.part, now), "over", now)
      tracked.rows += event.rows
      tracked.samples.push([now, tracked.rows])
      while ((tracked.samples[1]?.[0] ?? now) < now - moment) tracked.samples.shift()
      return
    }
    default:
      return
  }
}

/** Takes note of bytes that come or go; nothing if nobody knows whose they are. */
export const trackBytes = (
  tracked: Tracked,
  { direction, jobId = "", of, part, soFar }: Traffic,
  now: number,
): void => {
  const name = part ?? tracked.partOfJob.get(jobId)
  if (name === undefined) return
  const known = partNamed(tracked, name, now)
  if (known.phase === "over") return
  enter(known, direction === "sent" ? "uploading" : "downloading", now)
  known.bytes = soFar
  known.of = of
}
