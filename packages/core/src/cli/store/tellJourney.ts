import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { JourneyTold } from "../../durable/carry/CurrentJourneyListener.ts"
import { root } from "../flags/root.ts"
import type { LineOf } from "../output/DocumentOf.ts"
import { inJson } from "../output/inJson.ts"
import { isoSecond } from "../output/isoSecond.ts"
import { Output } from "../output/Output.ts"
import { select } from "../output/select.ts"
import type { Style } from "../output/Style.ts"
import { say, type Words } from "../output/Words.ts"
import { asksOf, countsOf, earlierNote, placeOf, rowsNote } from "./storedJourney.ts"

const eventOf = (told: JourneyTold, at: string): LineOf<"runner"> => ({
  at,
  key: told.key,
  organization: told.organization,
  state: told.state,
  ...asksOf(told),
  ...(told.failure === null ? {} : { failure: told.failure }),
  ...countsOf(told),
})

/** What came of a journey, and why. */
const outcomeOf = (style: Style, told: JourneyTold, { asks, failure }: LineOf<"runner">): Words => {
  if (asks !== undefined) {
    return say`${style.warning("needs a decision")} on ${placeOf(asks)}, ordered at ${asks.sent}: ${asks.message}`
  }
  if (failure !== undefined) return say`${style.bad("failed")}: ${failure.message}. ${failure.remedy}`
  const [rows, earlier] = [rowsNote(told), earlierNote(told)]
  const completed = rows === undefined ? say`completed` : say`completed, but ${style.warning(rows)}`
  return earlier === undefined ? completed : say`${completed}; ${earlier}`
}

/** Makes what tells, in a line each, how journeys of a runner end, or that they need a word. */
export const journeyTeller = Effect.gen(function* () {
  const output = yield* Output
  const { jsonl, quiet, select: names } = yield* root
  return (told: JourneyTold): Effect.Effect<void> =>
    Effect.gen(function* () {
      const event = eventOf(told, isoSecond(yield* Clock.currentTimeMillis))
      if (jsonl) return yield* Effect.ignore(output.data(() => inJson(select(event, names))))
      if (quiet) return
      yield* output.talk(
        (style) => say`${event.at} ${style.strong(told.key)} of ${told.organization} ${outcomeOf(style, told, event)}`,
      )
    })
})
