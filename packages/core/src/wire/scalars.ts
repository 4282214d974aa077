import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { JobId } from "../domain/JobId.ts"
import { Timestamp } from "../domain/Timestamp.ts"
import { isNumberAsSent } from "./Json.ts"
import { known, nullable, scalar, type WireCodec } from "./WireCodec.ts"

export const text = scalar("a string", Schema.String)
export const flag = scalar("true or false", Schema.Boolean)
export const json = scalar("a JSON value", Schema.Json)
export const timestamp = scalar("an ISO 8601 date and time", Timestamp)

const isCount = (value: unknown): value is number =>
  Predicate.isNumber(value) && Number.isSafeInteger(value) && value >= 0

const plainCount = known("a whole number", isCount)

/** How many there are, or which of them: never less than none. `200000.0` is one as well. */
export const count: WireCodec<number> = {
  ...plainCount,
  decode: (value) => plainCount.decode(isNumberAsSent(value) ? Number(value.rawJSON) : value),
}

/** Ids are strings, for a JSON number above 2^53 has already lost digits when it is parsed. */
export const idWith = <A extends string>(expected: string, schema: Schema.Codec<A>): WireCodec<A> => {
  const codec = scalar(expected, schema)
  return {
    ...codec,
    decode: (value) =>
      Predicate.isNumber(value) || isNumberAsSent(value)
        ? Result.fail({ path: [], expected, found: value, isNumericId: true })
        : codec.decode(value),
  }
}

export const id = idWith("an id as a string", Schema.String)
export const nullableId = nullable(id)
export const jobId: WireCodec<JobId> = idWith("a string of digits", Schema.revealCodec(JobId) as Schema.Codec<JobId>)
