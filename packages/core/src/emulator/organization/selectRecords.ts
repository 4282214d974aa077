import type { ReadQuery, Selection } from "../model/ReadQuery.ts"
import { hasRecord, lastNumber, recordsOf } from "../model/Records.ts"
import { matcherOf } from "./matcherOf.ts"

const always = (): boolean => true

/** Checks which records exist: if a query reads at two moments, those of the first half at the first. */
const presence = ({ earlier, module: { apiName }, records }: ReadQuery): ((n: number) => boolean) => {
  const isWhole = [records, earlier?.records ?? records].every(
    (each) => (recordsOf(each, apiName).gone?.size ?? 0) === 0,
  )
  if (isWhole) return always
  return (n) => hasRecord(earlier !== undefined && n <= earlier.until ? earlier.records : records, apiName, n)
}

/** Returns the function that tells which records a query is about. */
const matches = (query: ReadQuery): ((n: number) => boolean) => {
  const both = [query.conditions, query.viewConditions].filter((each) => each !== undefined)
  const isThere = presence(query)
  const tests = [...(isThere === always ? [] : [isThere]), ...both.map(matcherOf)]
  const [first, second] = tests
  if (first === undefined) return always
  if (second === undefined) return first
  return (n) => tests.every((test) => test(n))
}

/** Finds out which records a query gives. Without conditions nothing is searched. */
export const selectRecords = (query: ReadQuery, recordsPerPage: number): Selection => {
  const { from, module, page, records } = query
  const total = lastNumber(records, module.apiName)
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
