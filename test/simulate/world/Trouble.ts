import type { Flaw } from "../network/flawed.ts"
import type { Chance } from "./Chance.ts"

/** What a process is about to do that may go wrong, be cut short or be frozen in. */
export interface Point {
  readonly kind:
    | "request"
    | "chunk"
    | "create"
    | "write"
    | "sync"
    | "truncate"
    | "rename"
    | "remove"
    | "folder"
    | "link"
    | "touch"
    | "commit"
  /** The operation of Zoho's, or the path. */
  readonly what: string
}

/** When something happens to a process: before an operation has any effect, in its middle, or before it knows of the effect. */
export type Moment = "before" | "middle" | "after"

/** What happens at a point. */
export type Trouble =
  // To the process or its machine.
  | { readonly does: "kill"; readonly when: Moment; readonly share: number }
  | { readonly does: "power-cut"; readonly when: Moment; readonly share: number }
  | { readonly does: "freeze"; readonly when: "before" | "after"; readonly millis: number }
  | { readonly does: "interrupt" }
  | { readonly does: "set-clock"; readonly millis: number }
  // On the disk.
  | { readonly does: "disk-full"; readonly share: number }
  | { readonly does: "disk-fails" }
  // On the way to Zoho: it never arrives, or it does and the answer is lost.
  | { readonly does: "refused" }
  | { readonly does: "reset"; readonly isCarriedOut: boolean }
  | { readonly does: "hang"; readonly isCarriedOut: boolean }
  | { readonly does: "slow"; readonly millis: number }
  // At Zoho.
  | { readonly does: "throttled"; readonly retryAfter: number | undefined }
  | { readonly does: "failing"; readonly status: 500 | 502 | 503; readonly isCarriedOut: boolean }
  | { readonly does: "page"; readonly isCarriedOut: boolean }
  | { readonly does: "redirected" }
  | { readonly does: "other-job" }
  | { readonly does: "file-forgotten" }
  | { readonly does: Flaw }
  | { readonly does: "repacked" }
  // In the body of an answer.
  | { readonly does: "body-breaks" }
  | { readonly does: "body-ends" }
  | { readonly does: "body-waits"; readonly millis: number }

/** A kind of trouble, as faults are counted by. */
export type Deed = Trouble["does"]

const moments = ["before", "middle", "after"] as const

const toProcesses: ReadonlyArray<Deed> = ["kill", "power-cut", "freeze", "interrupt", "set-clock"]
const onDisk: ReadonlyArray<Deed> = ["disk-full", "disk-fails"]
const onTheWay: ReadonlyArray<Deed> = ["refused", "reset", "hang", "slow", "throttled", "failing", "page"]
const inBodies: ReadonlyArray<Deed> = ["body-breaks", "body-ends", "body-waits"]
const flaws: ReadonlyArray<Flaw> = ["no-count", "no-word-of-more", "no-token", "old-token"]
const looks = ["getReadJob", "getWriteJob"]

/** What can happen at a point. */
const possibleAt = ({ kind, what }: Point): ReadonlyArray<Deed> => {
  if (kind === "commit") return [...toProcesses.filter((does) => does !== "freeze"), ...onDisk]
  if (kind === "chunk") return [...toProcesses, ...inBodies]
  if (kind !== "request") return [...toProcesses, ...(kind === "write" ? onDisk : ["disk-fails" as const])]
  return [
    ...toProcesses,
    ...onTheWay,
    ...(looks.includes(what) ? (["redirected", "other-job"] as const) : []),
    ...(what === "createWriteJob" ? (["file-forgotten"] as const) : []),
    ...(what === "getReadJob" ? flaws : []),
    ...(what.startsWith("download") ? (["repacked"] as const) : []),
  ]
}

const make = (does: Deed, chance: Chance): Trouble => {
  const isCarriedOut = chance.happens(0.5)
  switch (does) {
    case "kill":
    case "power-cut":
      return { does, when: chance.pick(moments), share: chance.next() }
    case "freeze":
      return { does, when: chance.pick(["before", "after"]), millis: chance.pick([500, 4_000, 15_000, 90_000]) }
    case "set-clock":
      return { does, millis: chance.pick([-36_000_000, -3_600_000, -5_000, 5_000, 3_600_000]) }
    case "disk-full":
      return { does, share: chance.next() }
    case "throttled":
      return { does, retryAfter: chance.pick([undefined, 1, 5, 40, 120]) }
    case "failing":
      return { does, status: chance.pick([500, 502, 503]), isCarriedOut }
    case "reset":
    case "hang":
    case "page":
      return { does, isCarriedOut }
    case "slow":
      return { does, millis: chance.pick([2_000, 9_000, 25_000]) }
    case "body-waits":
      return { does, millis: chance.pick([1_000, 9_000, 29_000]) }
    default:
      return { does }
  }
}

/** Decides what happens at each point, and keeps what it decided. */
export interface Troubles {
  /** What happens at the next point; nothing, mostly. */
  readonly meet: (point: Point) => Trouble | undefined
  /** What happened, by the number of its point: the plan that replays it. */
  readonly met: ReadonlyMap<number, Trouble>
  /** The number of points so far. */
  readonly points: () => number
  /** Lets nothing happen any more. */
  readonly calm: () => void
}

const kept = (decide: (point: Point, number: number) => Trouble | undefined): Troubles => {
  const met = new Map<number, Trouble>()
  let number = 0
  let isCalm = false
  return {
    met,
    points: () => number,
    calm: () => void (isCalm = true),
    meet: (point) => {
      const own = number++
      const trouble = isCalm ? undefined : decide(point, own)
      if (trouble !== undefined) met.set(own, trouble)
      return trouble
    },
  }
}

/** How probable trouble is at a point, next to others: there are few requests, and a sign of life is given twice a second. */
const weights: Partial<Record<Point["kind"], number>> = { request: 5, chunk: 3, touch: 0.1, commit: 6 }

/** Troubles of the kinds that a run may meet. */
export const drawnTroubles = (kinds: ReadonlySet<Deed>, rate: number, chance: Chance): Troubles =>
  kept((point) => {
    if (!chance.happens(Math.min(0.5, rate * (weights[point.kind] ?? 1)))) return undefined
    const [first, ...others] = possibleAt(point).filter((does) => kinds.has(does))
    return first === undefined ? undefined : make(chance.pick([first, ...others]), chance)
  })

/** Troubles that are known beforehand. */
export const plannedTroubles = (plan: ReadonlyMap<number, Trouble>): Troubles => kept((_, number) => plan.get(number))

/** All kinds that there are. */
export const allDeeds: ReadonlyArray<Deed> = [
  ...toProcesses,
  ...onDisk,
  ...onTheWay,
  "redirected",
  "other-job",
  "file-forgotten",
  ...flaws,
  "repacked",
  ...inBodies,
]
