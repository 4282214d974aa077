import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { NowAndZone } from "../../domain/readTime.ts"
import { getCustomViews } from "../../metadata/getCustomViews.ts"
import { getFields } from "../../metadata/getFields.ts"
import { getModules } from "../../metadata/getModules.ts"
import type { Settings } from "../../settings/Settings.ts"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { UnknownModule } from "../../failure/UnknownName.ts"
import { findModule } from "../../metadata/findByName.ts"
import {
  type AskedExport,
  type NamedExport,
  namedAsGiven,
  namedExport,
  questionsOf,
} from "../../transfer/exports/namedExport.ts"
import { type Credits, countCredits } from "../../transfer/journey/credits.ts"
import { unasked } from "../run/unasked.ts"
import { rehearse } from "../explain/rehearse.ts"
import { isSilent } from "../flags/root.ts"
import { amount } from "../output/amount.ts"
import { Output } from "../output/Output.ts"
import { UsageError } from "../failure/UsageError.ts"

/** What is asked for, as it was typed, and the zone of its times. */
export const asTyped = (asked: AskedExport, at: NowAndZone) =>
  Effect.mapError(Effect.fromResult(namedAsGiven(asked, at)), (failure) =>
    failure._tag === "UnknownField"
      ? failure
      : new UsageError({ problem: `--where: ${failure.problem}`, remedy: failure.remedy }),
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

/** Checks whether anything is asked of the organisation to find out what names mean. */
export const isAnyAsked = (asked: AskedExport): boolean => Object.values(questionsOf(asked)).includes(true)

const moduleNamed = (name: string) =>
  Effect.flatMap(getModules(), (modules) => Effect.fromResult(findModule(modules, name)))

/** What is asked for, by what is known of the organisation without asking Zoho; nothing if that is too little. */
export const namedUnasked = (asked: AskedExport, at: NowAndZone) =>
  unasked(
    Effect.gen(function* () {
      const module = yield* moduleNamed(asked.module).pipe(
        Effect.map(({ apiName }) => apiName),
        Effect.catchTag("HostNotPermitted", () => Effect.succeed(asked.module)),
      )
      return yield* namedExport({ ...asked, module }, at)
    }),
  )

/** Explains why labels may be used in requests. */
export const asTypedWords = () => "Names and values are shown as typed: a real run looks them up first."

/** Runs an export whose module was not looked up. Where Zoho takes the name for no module, it may be a label of one, or misspelt. */
export const orOtherModule = <E extends { readonly _tag: string }, R>(
  named: NamedExport,
  run: (named: NamedExport) => Effect.Effect<void, E, R>,
  credits: Credits,
): Effect.Effect<void, E | UnknownModule, R | ZohoConnection> =>
  run(named).pipe(
    Effect.catchIf(
      ({ _tag }) => _tag === "RequestNotAccepted",
      Effect.fnUntraced(function* (refusal) {
        const found = yield* Effect.result(countCredits(credits)(moduleNamed(named.module)))
        if (Result.isSuccess(found) && found.success.apiName !== named.module) {
          return yield* run({ ...named, module: found.success.apiName })
        }
        const isUnknown = Result.isFailure(found) && found.failure._tag === "UnknownModule"
        return yield* Effect.fail(isUnknown ? found.failure : refusal)
      }),
    ),
  )

/** How many fields are named that all fields are without. */
const mostNamed = 10

/** Reports how names were resolved, if the user may not expect it. */
export const tellNames = Effect.fnUntraced(function* (
  { dependsOnZone, leftOut, unread }: NamedExport,
  needsTypes: boolean,
  timeZone: string,
) {
  if (yield* isSilent) return
  const output = yield* Output
  if (unread !== undefined) {
    const asText = needsTypes ? ", and every value is written as text" : ""
    yield* output.talk((style) =>
      style.warning(`${unread.summary}. Names and values are used as typed${asText}. ${unread.remedy}`),
    )
  }
  if (leftOut.length > 0) {
    const named = leftOut.slice(0, mostNamed).map(({ because, field }) => `${field} (${because})`)
    const more = leftOut.length > mostNamed ? ", …" : ""
    yield* output.talk((style) =>
      style.faint(
        `${amount(leftOut.length, "field")} left out, because bulk read does not offer them: ${named.join(", ")}${more}`,
      ),
    )
  }
  if (dependsOnZone) {
    yield* output.talk((style) => style.faint(`Times in --where are in ${timeZone}; --time-zone names another zone.`))
  }
})
