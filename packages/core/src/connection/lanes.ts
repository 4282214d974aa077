import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import { Throttled } from "../failure/Refusal.ts"
import type { RequestContext } from "../failure/RequestContext.ts"
import { timeLeft } from "../transport/CallDeadline.ts"
import { isDownload, type Operation, operations } from "../wire/Operation.ts"

/** The sorts of calls that never wait behind each other. */
export type Lane = "api" | "download" | "upload"

/** A file that takes minutes to upload must not hold up looks and orders. */
export const laneOf = (operation: Operation): Lane => {
  if (isDownload(operation)) return "download"
  return operation.name === operations.uploadFile.name ? "upload" : "api"
}

/** Runs a call in a lane. Where it would have to wait for one for longer than it may last, it fails, and nothing was sent. */
export type EnterLane = <A, E, R>(
  lane: Lane,
  request: RequestContext,
  call: Effect.Effect<A, E, R>,
) => Effect.Effect<A, E | Throttled, R>

const makeLane = (most: number) => {
  const permits = Semaphore.makeUnsafe(most)
  /** How many calls are in the lane, or wait for it. */
  let calls = 0
  return <A, E, R>(request: RequestContext, call: Effect.Effect<A, E, R>): Effect.Effect<A, E | Throttled, R> => {
    let isIn = false
    const entered = permits.withPermits(1)(
      Effect.suspend(() => {
        isIn = true
        return call
      }),
    )
    const tooLate = Effect.flatMap(Effect.flatMap(timeLeft, Effect.sleep), () =>
      isIn ? Effect.never : Effect.fail(new Throttled({ request })),
    )
    const isFree = ++calls <= most
    return Effect.ensuring(
      isFree ? entered : Effect.raceFirst(entered, tooLate),
      Effect.sync(() => calls--),
    )
  }
}

/** Makes the lanes of one organisation: so many calls of each sort at once, in the order in which they came. */
export const makeLanes = (most: number): EnterLane => {
  const lanes = { api: makeLane(most), download: makeLane(most), upload: makeLane(most) }
  return (lane, request, call) => Effect.suspend(() => lanes[lane](request, call))
}
