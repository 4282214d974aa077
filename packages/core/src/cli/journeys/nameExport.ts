import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import type { NowAndZone } from "../../domain/readTime.ts"
import { getCustomViews } from "../../metadata/getCustomViews.ts"
import { getFields } from "../../metadata/getFields.ts"
import { getModules } from "../../metadata/getModules.ts"
import type { Settings } from "../../settings/Settings.ts"
import { type AskedExport, type NamedExport, namedAsGiven, questionsOf } from "../../transfer/exports/namedExport.ts"
import { rehearse } from "../explain/rehearse.ts"
import { isForProgram } from "../flags/root.ts"
import { amount } from "../output/amount.ts"
import { Output } from "../output/Output.ts"
import { UsageError } from "../failure/UsageError.ts"

/** What is asked for, as it was typed, and the zone of its times. */
export const asTyped = (asked: AskedExport, at: NowAndZone) =>
  Effect.mapError(
    Effect.fromResult(namedAsGiven(asked, at)),
    ({ problem, remedy }) => new UsageError({ problem: `--where: ${problem}`, remedy }),
  )

/** The requests that find out what names mean. */
export const rehearseNames = Effect.fnUntraced(function* (asked: AskedExport, settings: Settings) {
  const questions = questionsOf(asked)
  const { module } = asked
  const requests = [
    ...(questions.modules ? [yield* rehearse(getModules(), settings)] : []),
    ...(questions.fields ? [yield* rehearse(getFields(module), settings)] : []),
    ...(questions.views ? [yield* rehearse(getCustomViews(module), settings)] : []),
  ]
  return requests.flat()
})

const elsewhere = DateTime.zoneMakeOffset(14 * 60 * 60 * 1_000)

/** Tells whether the zone makes a difference to the times that are asked for: another one would have told others. */
export const zoneMatters = (asked: AskedExport, at: NowAndZone): boolean => {
  const [here, ...others] = [at.timeZone, elsewhere, DateTime.zoneMakeOffset(0)].map((timeZone) =>
    namedAsGiven(asked, { ...at, timeZone }),
  )
  return others.some((other) => !Equal.equals(other, here))
}

/** How many fields are named that all fields are without. */
const mostNamed = 10

/** Says what became of the names, where that is not what somebody may expect. */
export const tellNames = Effect.fnUntraced(function* (
  { leftOut, unread }: NamedExport,
  needsTypes: boolean,
  timeZone: string | undefined,
) {
  if (yield* isForProgram) return
  const output = yield* Output
  if (unread !== undefined) {
    const asText = needsTypes ? ", and every value is written as text" : ""
    yield* output.talk((style) =>
      style.warning(`${unread.summary}. Names and values are taken as they are${asText}. ${unread.remedy}`),
    )
  }
  if (leftOut.length > 0) {
    const named = leftOut.slice(0, mostNamed).map(({ because, field }) => `${field} (${because})`)
    const more = leftOut.length > mostNamed ? ", …" : ""
    yield* output.talk((style) =>
      style.faint(
        `${amount(leftOut.length, "field")} left out that bulk read does not have: ${named.join(", ")}${more}`,
      ),
    )
  }
  if (timeZone !== undefined) {
    yield* output.talk((style) => style.faint(`Times of --where are those of ${timeZone}; --time-zone names another.`))
  }
})
