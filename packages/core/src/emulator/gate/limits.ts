import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import { tooManyRequests } from "../answers/refuse.ts"
import type { Refusal } from "../model/Refusal.ts"
import { spentCredits, type WorldState } from "../model/WorldState.ts"
import { minute } from "../model/times.ts"
import { World } from "../world/World.ts"

const minutesPerDay = 1_440
const downloadsPerMinute = 10

const spend = (state: WorldState, now: number, credits: number): WorldState => {
  const current = Math.floor(now / minute)
  const recent = state.spent.filter((each) => each.minute > current - minutesPerDay)
  const last = recent.at(-1)
  const spent =
    last?.minute === current
      ? [...recent.slice(0, -1), { minute: current, credits: last.credits + credits }]
      : [...recent, { minute: current, credits }]
  return { ...state, spent }
}

/** Takes the credits of a call, and tells how many are left once half of them are used (Zoho's api-limits page). */
export const takeCredits = Effect.fnUntraced(function* (credits: number) {
  const { settings, state } = yield* World
  const now = yield* Clock.currentTimeMillis
  const isTaken = yield* Ref.modify(state, (before) => {
    const pruned = spend(before, now, 0)
    const isEnough = spentCredits(pruned) + credits <= settings.creditsPerDay
    return [isEnough, isEnough ? spend(pruned, now, credits) : pruned]
  })
  if (!isTaken) return yield* tooManyRequests
  const left = settings.creditsPerDay - spentCredits(yield* Ref.get(state))
  return left <= settings.creditsPerDay / 2 ? left : undefined
})

/**
 * Counts a download of a read job's result: ten within a minute, and beyond that none until the minute is over (v7
 * download-result page).
 */
export const countDownload = Effect.gen(function* () {
  const { state } = yield* World
  const now = yield* Clock.currentTimeMillis
  const { downloads } = yield* Ref.updateAndGet(state, (before) => {
    const { count, since } = before.downloads
    return { ...before, downloads: now >= since + minute ? { since: now, count: 1 } : { since, count: count + 1 } }
  })
  if (downloads.count > downloadsPerMinute) return yield* tooManyRequests
})

const moveUnderWay = (state: Ref.Ref<WorldState>, by: number) =>
  Ref.updateAndGet(state, (before) => ({ ...before, underWay: before.underWay + by }))

/** Refuses a call while as many as may be are under way. */
export const withinConcurrency = <A, E, R>(call: Effect.Effect<A, E, R>): Effect.Effect<A, E | Refusal, R | World> =>
  Effect.gen(function* () {
    const { settings, state } = yield* World
    return yield* Effect.acquireUseRelease(
      moveUnderWay(state, 1),
      ({ underWay }): Effect.Effect<A, E | Refusal, R> => (underWay > settings.concurrency ? tooManyRequests : call),
      () => moveUnderWay(state, -1),
    )
  })
