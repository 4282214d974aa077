import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type { CreatedJob } from "../domain/CreatedJob.ts"
import type { JobKind } from "../domain/JobKind.ts"
import { jobId, text, timestamp } from "./scalars.ts"
import { user } from "./user.ts"
import { decodeBy, under, type WireFault } from "./WireCodec.ts"
import { type FieldsOf, optional, required, wireObject } from "./WireObject.ts"

const details = wireObject({
  id: required("id", jobId),
  createdBy: optional("created_by", user),
  createdTime: optional("created_time", timestamp),
  stateAsSent: optional("state", text),
} satisfies FieldsOf<CreatedJob, "kind" | "raw" | "zohoTime">)

const answer = wireObject({ details: required("details", details) })

/** Read jobs come as `{"data": [{"details"}]}`, write jobs as `{"details"}` alone (v7 create-job pages). */
export const createdJob = <Kind extends JobKind>(
  kind: Kind,
  raw: Schema.Json,
): Result.Result<CreatedJob<Kind>, WireFault> => {
  const first: unknown = Predicate.hasProperty(raw, "data") && Array.isArray(raw.data) ? raw.data[0] : undefined
  const decoded =
    first === undefined
      ? decodeBy(answer)(raw)
      : Result.mapError(decodeBy(answer)(first), (fault) => under(under(fault, 0), "data"))
  return Result.map(decoded, ({ details }) => ({ kind, ...details, raw }))
}
