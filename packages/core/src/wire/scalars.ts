import * as Predicate from "effect/Predicate"
import type * as Schema from "effect/Schema"
import { isJobId, type JobId } from "../domain/JobId.ts"
import { isTimestamp } from "../domain/Timestamp.ts"
import { isNumberAsSent } from "./Json.ts"
import { known, nullable, Unreadable, type WireCodec } from "./WireCodec.ts"

/** What was parsed is JSON, however deep: it is enough that it is there. */
const isThere = (value: unknown): value is Schema.Json => value !== undefined

export const text = known("a string", Predicate.isString)
export const flag = known("true or false", Predicate.isBoolean)
export const json = known("a JSON value", isThere)
export const timestamp = known("an ISO 8601 date and time", isTimestamp)

const isCount = (value: unknown): value is number =>
  Predicate.isNumber(value) && Number.isSafeInteger(value) && value >= 0

const plainCount = known("a whole number", isCount)

/** How many there are, or which of them: never less than none. `200000.0` is one as well. */
export const count: WireCodec<number> = {
  ...plainCount,
  read: (value, unexpected) => plainCount.read(isNumberAsSent(value) ? Number(value.rawJSON) : value, unexpected),
}

/** Ids are strings, for a JSON number above 2^53 has already lost digits when it is parsed. */
export const idWith = <A extends string>(expected: string, is: (value: unknown) => value is A): WireCodec<A> => {
  const codec = known(expected, is)
  return {
    ...codec,
    read: (value, unexpected) =>
      Predicate.isNumber(value) || isNumberAsSent(value)
        ? new Unreadable({ path: [], expected, found: value, isNumericId: true })
        : codec.read(value, unexpected),
  }
}

export const id = idWith("an id as a string", Predicate.isString)
export const nullableId = nullable(id)
export const jobId: WireCodec<JobId> = idWith("a string of digits", isJobId)
