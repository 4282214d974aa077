import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Terminal from "effect/Terminal"
import { colourVariables, isColoured, widthOf } from "./screen.ts"
import { asciiMarks, coloured, type Style, uncoloured, unicodeMarks } from "./Style.ts"
import { StartedAs } from "./StartedAs.ts"

const variable = (name: string) => Effect.orDie(Config.option(Config.String(name)))

/** The variables that say whether to colour, those of them that are set. */
const colourSettings = Effect.map(
  Effect.all(colourVariables.map((name) => Effect.map(variable(name), (found) => [name, found] as const))),
  (found) => new Map(found.flatMap(([name, value]) => Option.toArray(value).map((each) => [name, each]))),
)

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
  const settings = yield* colourSettings
  const ofLocale = yield* marks
  const startedAs = yield* StartedAs
  const columns = yield* (yield* Terminal.Terminal).columns
  return (isTerminal: boolean): Style => ({
    ...(isColoured((name) => settings.get(name), isTerminal) ? coloured : uncoloured),
    marks: ofLocale,
    width: widthOf({ isTerminal, columns }),
    call: (words) => `${startedAs} ${words}`,
  })
})
