import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Terminal from "effect/Terminal"
import { asciiMarks, coloured, type Style, uncoloured, unicodeMarks } from "./Style.ts"
import { StartedAs } from "./StartedAs.ts"

const variable = (name: string) => Effect.orDie(Config.option(Config.String(name)))

/** Whether to colour at all: `NO_COLOR` says no, then `FORCE_COLOR` yes, then `TERM=dumb` and `CI` no. */
const colourWanted = Effect.gen(function* () {
  const force = yield* variable("FORCE_COLOR")
  if (Option.isSome(yield* variable("NO_COLOR"))) return "never"
  if (Option.isSome(force)) return ["0", "false"].includes(force.value.toLowerCase()) ? "never" : "always"
  const isDumb = Option.contains(yield* variable("TERM"), "dumb")
  return isDumb || Option.isSome(yield* variable("CI")) ? "never" : "on-terminals"
})

/** Whether lines may be replaced: not on a dumb terminal, and not where a CI service keeps a log. */
export const canMoveCursor = Effect.gen(function* () {
  const isDumb = Option.contains(yield* variable("TERM"), "dumb")
  return !isDumb && Option.isNone(yield* variable("CI"))
})

/** The variables that name a locale; the first that is set decides (POSIX, 8.2). */
export const localeVariables = ["LC_ALL", "LC_CTYPE", "LANG"] as const

/** Marks that the locale can show; where none is named, as in most containers, it is taken for UTF-8. */
const marks = Effect.map(Effect.all(localeVariables.map(variable)), (found) => {
  const [locale] = found.flatMap(Option.toArray)
  return locale === undefined || /utf-?8/i.test(locale) ? unicodeMarks : asciiMarks
})

/** How words are set off on a stream, by whether that is a terminal. */
export const styleOfRun = Effect.gen(function* () {
  const wanted = yield* colourWanted
  const ofLocale = yield* marks
  const startedAs = yield* StartedAs
  const columns = yield* (yield* Terminal.Terminal).columns
  return (isTerminal: boolean): Style => ({
    ...(wanted === "always" || (wanted === "on-terminals" && isTerminal) ? coloured : uncoloured),
    marks: ofLocale,
    width: isTerminal && columns > 0 ? columns : Infinity,
    call: (words) => `${startedAs} ${words}`,
  })
})
