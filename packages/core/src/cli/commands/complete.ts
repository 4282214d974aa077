import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { withLesson } from "../help/withLesson.ts"
import { knownNames, ownNames } from "../completions/knownNames.ts"
import { areOwn, placeOfNames } from "../completions/placeOfNames.ts"
import { Output } from "../output/Output.ts"
import { lines } from "../output/Words.ts"
import { BegunWith } from "../run/BegunWith.ts"
import { layerKnown } from "../run/connect.ts"

/**
 * `zoho-bulk complete -- <word>...`: what shells ask while somebody types. It sends nothing, and whatever goes wrong,
 * it is silent: the shell falls back to the words that it knows.
 */
export const complete = Command.make(
  "complete",
  {
    words: Argument.String("word").pipe(
      Argument.withDescription("the words after the command's name, as typed so far"),
      Argument.variadic(),
    ),
  },
  Effect.fnUntraced(function* ({ words }) {
    const place = placeOfNames(words)
    if (place === undefined) return
    const known = areOwn(place)
      ? ownNames(place)
      : knownNames(place).pipe(Effect.provide(layerKnown), Effect.provideService(BegunWith, place.settings))
    const names = yield* Effect.orElseSucceed(known, () => [])
    if (names.length > 0) yield* Output.use(({ data }) => data(() => lines(names)))
  }),
).pipe(
  withLesson({
    does: "Lists matching names for shell completion, from those known without asking Zoho.",
    credits: "none",
  }),
  Command.unlisted,
)
