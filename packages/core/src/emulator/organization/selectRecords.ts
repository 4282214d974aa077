import type { ReadQuery, Selection } from "../model/ReadQuery.ts"
import { countRecords } from "../model/Records.ts"
import { matcherOf } from "./matcherOf.ts"

const always = (): boolean => true

/** Returns the function that tells which records a query is about. */
const matches = ({ conditions, viewConditions }: ReadQuery): ((n: number) => boolean) => {
  const both = [conditions, viewConditions].filter((each) => each !== undefined)
  const [first, second] = both.map(matcherOf)
  if (first === undefined) return always
  return second === undefined ? first : (n) => first(n) && second(n)
}

/** Finds out which records a query gives. Without conditions nothing is searched. */
export const selectRecords = (query: ReadQuery, recordsPerPage: number): Selection => {
  const { from, module, page, records } = query
  const total = countRecords(records, module.apiName)
  const skipped = from === undefined ? (page - 1) * recordsPerPage : 0
  const isMatch = matches(query)
  if (isMatch === always) {
    const first = (from ?? 1) + skipped
    const count = Math.min(recordsPerPage, Math.max(0, total - first + 1))
    return { from: first, count, ...(first + count <= total ? { next: first + count } : {}) }
  }
  let seen = 0
  let first = total + 1
  for (let n = from ?? 1; n <= total; n++) {
    if (!isMatch(n)) continue
    seen++
    if (seen === skipped + 1) first = n
    if (seen > skipped + recordsPerPage) return { from: first, count: recordsPerPage, next: n }
  }
  return { from: first, count: Math.max(0, seen - skipped) }
}

/** The numbers of the selected records, one after the other. */
export function* selectedNumbers(query: ReadQuery, { count, from }: Selection): Generator<number> {
  const isMatch = matches(query)
  let given = 0
  for (let n = from; given < count; n++) {
    if (!isMatch(n)) continue
    given++
    yield n
  }
}
