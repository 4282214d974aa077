import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import * as Activity from "effect/workflow/Activity"
import * as DurableDeferred from "effect/workflow/DurableDeferred"
import { Carried, failedBy, JourneyFailed } from "../carry/Carried.ts"
import { type Answered, cancelRun, carryJourney, type JourneyRun } from "../carry/carryJourney.ts"
import { cancelled } from "../carry/failureDocument.ts"
import { calledBack, cancellation, wordOn } from "../word.ts"

/** One life of a journey: an activity, which ends early where somebody cancels it or Zoho calls. An interruption alone would not stop it. */
const carryOnce = (journey: JourneyRun, number: number, answered: Answered | undefined, mayBeCalled: boolean) =>
  DurableDeferred.raceAll({
    name: `carried/${number}`,
    success: Carried,
    error: JourneyFailed,
    effects: [
      Activity.make({
        name: `carry/${number}`,
        success: Carried,
        error: JourneyFailed,
        execute: carryJourney(journey, number, answered),
      }),
      Effect.as(DurableDeferred.await(cancellation), Carried.make({ _tag: "Cancelled" })),
      ...(mayBeCalled ? [Effect.as(DurableDeferred.await(calledBack), Carried.make({ _tag: "CalledBack" }))] : []),
    ],
  })

/** Writes down that it is cancelled, once whoever was at it has stopped. */
const stop = Effect.fnUntraced(function* (journey: JourneyRun) {
  yield* Activity.make({
    name: "cancel",
    execute: Effect.orDie(Effect.retry(cancelRun(journey), Schedule.spaced("5 seconds"))),
  })
  return yield* Effect.fail(failedBy(cancelled))
})

/** Carries a journey from question to question, to its end. The names of activities and deferreds are kept by engines: they do not change. */
export const carryWorkflow = Effect.fnUntraced(function* <Result>(
  { key, run = 1 }: { readonly key: string; readonly run?: number },
  result: Schema.Decoder<Result>,
  isWait = false,
) {
  const journey = { key, run }
  let answered: Answered | undefined
  for (let number = 1; ; number++) {
    // Whoever called need not be believed: one look more tells how the job has ended.
    const carried = yield* carryOnce(journey, number, answered, isWait && number === 1)
    if (carried._tag === "CalledBack") continue
    if (carried._tag === "Done") return yield* Effect.orDie(Schema.decodeUnknownEffect(result)(carried.result))
    if (carried._tag !== "Asks") return yield* stop(journey)
    const word = yield* DurableDeferred.await(wordOn(number))
    if (word._tag === "Cancel") return yield* stop(journey)
    answered = { order: carried.order, word }
  }
})
