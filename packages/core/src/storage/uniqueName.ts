import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"

const digits = Effect.map(Random.nextBetween(0, 2 ** 48), (number) => Math.floor(number).toString(36))

/** A name that no other process and no other fiber comes by. */
export const uniqueName: Effect.Effect<string> = Effect.gen(function* () {
  return `${(yield* Clock.currentTimeMillis).toString(36)}${yield* digits}${yield* digits}`
})
