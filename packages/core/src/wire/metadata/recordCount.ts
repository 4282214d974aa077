import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import { decodeBy, type WireFault } from "../WireCodec.ts"
import { count } from "../scalars.ts"
import { required, wireObject } from "../WireObject.ts"

const answer = wireObject({ records: required("count", count) })

/** `{"count": 251000}` (Zoho's page on the number of records). */
export const recordCount = (raw: Schema.Json): Result.Result<number, WireFault> =>
  Result.map(decodeBy(answer)(raw), ({ records }) => records)
