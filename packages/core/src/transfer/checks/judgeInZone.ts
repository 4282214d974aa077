import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import { timeInZone } from "../../formats/values/timeInZone.ts"
import type { CellCheck } from "../../formats/values/Spelling.ts"

/**
 * Makes the check of times without an offset: whether each has one in a zone, and one alone. Where it is not settled yet by which pattern they are
 * read, something is wrong with a time only if it is by all of them.
 */
export const judgeInZone = (timeZone: string, formats: () => ReadonlyArray<string>): CellCheck => {
  const zone = Option.getOrUndefined(DateTime.zoneFromString(timeZone))
  if (zone === undefined) return () => undefined
  const readers = new Map<string, ReturnType<typeof timeInZone>>()
  const readerOf = (format: string) => {
    const reader = readers.get(format) ?? timeInZone(format, zone)
    readers.set(format, reader)
    return reader
  }
  return (cell) => {
    let problem: string | undefined
    for (const format of formats()) {
      const found = readerOf(format)(cell)
      if (found?._tag === "time") return undefined
      problem ??= found?.problem
    }
    return problem
  }
}
