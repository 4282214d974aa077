import * as Effect from "effect/Effect"
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

/** A call in a lane, or on its way there. */
interface Place {
  isIn: boolean
  enter?: () => void
}

/** A semaphore that knows, of each call, whether it is in: Effect's own does not, and would cost every program half a KiB. */
const makeLane = (most: number) => {
  let free = most
  /** The calls that wait for the lane, in the order in which they came. */
  const waiting = new Set<Place>()
  const leave = (place: Place): void => {
    waiting.delete(place)
    if (!place.isIn) return
    const [next] = waiting
    if (next === undefined) return void free++
    waiting.delete(next)
    next.isIn = true
    next.enter?.()
  }
  return <A, E, R>(request: RequestContext, call: Effect.Effect<A, E, R>): Effect.Effect<A, E | Throttled, R> =>
    Effect.uninterruptibleMask((restore) => {
      const place: Place = { isIn: free > 0 }
      const inTime = Effect.suspend(() => {
        if (place.isIn) return call
        const entered = Effect.callback<void>((resume) => {
          // Who left it may be about to close the gate for all.
          place.enter = () => resume(Effect.yieldNow)
        })
        const tooLate = Effect.flatMap(Effect.flatMap(timeLeft, Effect.sleep), () =>
          place.isIn ? Effect.never : Effect.fail(new Throttled({ request })),
        )
        return Effect.andThen(Effect.raceFirst(entered, tooLate), call)
      })
      if (place.isIn) free--
      else waiting.add(place)
      return Effect.ensuring(
        restore(inTime),
        Effect.sync(() => leave(place)),
      )
    })
}

/** Makes the lanes of one organisation: a number of calls of each sort at once, in the order of arrival. */
export const makeLanes = (most: number): EnterLane => {
  const lanes = { api: makeLane(most), download: makeLane(most), upload: makeLane(most) }
  return (lane, request, call) => lanes[lane](request, call)
}
