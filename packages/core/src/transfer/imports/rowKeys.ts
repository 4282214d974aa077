import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { ImportFailure, ImportRequest } from "./ImportRequest.ts"
import { plainDecimal } from "../../formats/values/plainDecimal.ts"
import { columnsFor, keyIn } from "./importColumns.ts"
import { givenRows, headerOf } from "./ImportPlan.ts"
import type { JournalKeeper } from "../journal/Journal.ts"

/**
 * A key as any other that Zoho might take for the same: without case, accents, blanks and what changes nothing about a number. Where that takes two
 * for one, a part waits for nothing.
 */
const loose = (key: string): string => {
  if (/^[!-~]*$/.test(key)) return /^[+\-.\d]/.test(key) ? (plainDecimal(key) ?? key.toUpperCase()) : key.toUpperCase()
  const text = key.normalize("NFKD").replaceAll(/\p{M}/gu, "").replaceAll(/\s+/g, " ").toUpperCase()
  return plainDecimal(text) ?? text
}

/** A number of 53 bits that stands for a text; two texts hardly ever share it. */
export const numberFor = (text: string): number => {
  let [one, other] = [0xdeadbeef, 0x41c6ce57]
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    one = Math.imul(one ^ unit, 2_654_435_761)
    other = Math.imul(other ^ unit, 1_597_334_677)
  }
  one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909)
  other = Math.imul(other ^ (other >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909)
  return 0x1_0000_0000 * (other & 0x1f_ffff) + (one >>> 0)
}

/** A number that stands for a key, and for any other that Zoho might treat as equal. */
const numberOfKey = (key: string): number => numberFor(loose(key))

/** The keys of the rows of a part, by which records are found, as numbers. */
export const keysOfPart = (
  journal: JournalKeeper,
  request: ImportRequest,
  part: number,
): Effect.Effect<ReadonlySet<number>, ImportFailure> =>
  Effect.gen(function* () {
    const header = yield* headerOf(journal, part)
    const key = keyIn(request, yield* columnsFor(request, header), header)
    const keys = new Set<number>()
    yield* Stream.runForEachArray(Stream.drop(givenRows(journal, part), 1), (rows) =>
      Effect.sync(() => {
        for (const row of rows) {
          const text = key(row)
          if (text !== "") keys.add(numberOfKey(text))
        }
      }),
    )
    return keys
  })
