import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import type { WorldState } from "../model/WorldState.ts"
import { advance } from "./timeline.ts"
import { World } from "./World.ts"

/** The state as of now: all that was to happen meanwhile has happened. */
export const currentState: Effect.Effect<WorldState, never, World> = Effect.gen(function* () {
  const { settings, state } = yield* World
  const now = yield* Clock.currentTimeMillis
  return yield* Ref.updateAndGet(state, (before) => advance(before, settings.guesses, now))
})

/** Changes the state as of now. */
export const changeState = Effect.fnUntraced(function* (change: (state: WorldState) => WorldState) {
  yield* currentState
  yield* Ref.update((yield* World).state, change)
})

/** Takes the next of the numbers that ids are made of. */
export const nextNumber: Effect.Effect<number, never, World> = Effect.gen(function* () {
  const { state } = yield* World
  return yield* Ref.modify(state, (before) => [before.nextNumber, { ...before, nextNumber: before.nextNumber + 1 }])
})

/** Adds to a map without changing it. */
export const withEntry = <K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> =>
  new Map(map).set(key, value)
