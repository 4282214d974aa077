import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import { isoSecond } from "../output/isoSecond.ts"

const alphabet = "abcdefghijkmnpqrstuvwxyz23456789"

const suffix = Effect.map(Effect.replicateEffect(Random.nextIntBetween(0, alphabet.length), 4), (numbers) =>
  numbers.map((number) => alphabet[number] ?? "a").join(""),
)

/** Makes up the name of a journey: what it is, of what, since when, and four letters that no other has. */
export const nameJourney = Effect.fnUntraced(function* (command: string, module: string, begunAt: number) {
  const when = isoSecond(begunAt).replaceAll(/[-:Z]/g, "").replace("T", "-")
  return `${command}-${module.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}-${when}-${yield* suffix}`
})
