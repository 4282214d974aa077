import * as Effect from "effect/Effect"
import { UsageError } from "../failure/UsageError.ts"
import { typed } from "../output/StartedAs.ts"

/** What is wrong with the journey that is meant, or with what is said of it. */
export const wrongJourney = Effect.fnUntraced(function* (problem: string) {
  return yield* new UsageError({
    problem,
    remedy: `See ${yield* typed("journeys")} for the journeys started from here.`,
  })
})
