import { number } from "../output/amount.ts"
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { InputUnreadable } from "../../failure/InvalidInput.ts"
import type { NdjsonLine } from "../../formats/ndjson.ts"

const blank = /\s|\ufeff/

/** Where in a list a scan is. */
type Place = "before" | "between" | "inside" | "behind"

/**
 * Finds the elements of a text that is one JSON list, while it comes: no more than one of them is held. What they say is read by others.
 */
export const jsonElements = <E, R>(
  source: string,
  text: Stream.Stream<string, E, R>,
  maxRowSize: number,
): Stream.Stream<NdjsonLine, E | InputUnreadable, R> =>
  Stream.suspend(() => {
    let place: Place = "before"
    let [line, begun, depth] = [1, 1, 0]
    let [inString, isEscaped, isCommaDue] = [false, false, false]
    let words = ""

    const problem = (what: string, remedy = "Write one list of objects, with commas between them.") =>
      new InputUnreadable({ source, line, problem: what, remedy })

    /** Takes a character of an element, and tells whether it ends the element before it. */
    const isEnd = (char: string): boolean => {
      if (inString) {
        if (isEscaped) isEscaped = false
        else if (char === "\\") isEscaped = true
        else if (char === '"') inString = false
        return false
      }
      if (char === '"') inString = true
      else if (char === "{" || char === "[") depth++
      else if (depth === 0 && (char === "," || char === "]")) return true
      else if (char === "}" || char === "]") depth--
      return false
    }

    const scan = (piece: string): Effect.Effect<ReadonlyArray<NdjsonLine>, InputUnreadable> => {
      const found: Array<NdjsonLine> = []
      let start = 0
      for (let at = 0; at < piece.length; at++) {
        const char = piece.charAt(at)
        if (char === "\n") line++
        if (place === "inside") {
          if (!isEnd(char)) continue
          found.push({ line: begun, words: (words + piece.slice(start, at)).trim() })
          words = ""
          place = char === "]" ? "behind" : "between"
          isCommaDue = char === ","
        } else if (!blank.test(char)) {
          if (place === "behind") return problem("there is more after the list")
          if (place === "before") {
            if (char !== "[") return problem("this is not a list")
            place = "between"
          } else if (char === "]" && !isCommaDue) place = "behind"
          else if (char === "," || char === "]") return problem("there is nothing between two commas")
          else {
            place = "inside"
            ;[begun, start, words] = [line, at, ""]
            isEnd(char)
          }
        }
      }
      if (place === "inside") words += piece.slice(start)
      return words.length > maxRowSize
        ? problem(
            `the row has more than ${number(maxRowSize)} characters`,
            `A row may have at most ${number(maxRowSize)} characters.`,
          )
        : Effect.succeed(found)
    }

    const end = Effect.suspend(() =>
      place === "behind" ? Effect.void : problem("the list does not end", "Check whether the file is complete."),
    )
    return text.pipe(
      Stream.mapEffect(scan),
      Stream.filter(Arr.isReadonlyArrayNonEmpty),
      Stream.flattenArray,
      Stream.concat(Stream.fromEffectDrain(end)),
    )
  })
