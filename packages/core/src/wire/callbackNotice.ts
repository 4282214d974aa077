import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type { CallbackNotice } from "../domain/CallbackNotice.ts"
import type { JobKind } from "../domain/JobKind.ts"
import { jobId, text } from "./scalars.ts"
import { stateOf } from "./stateWords.ts"
import { decodeBy, type WireFault } from "./WireCodec.ts"
import { optional, wireObject } from "./WireObject.ts"

const notice = wireObject({
  id: optional("id", jobId),
  jobId: optional("job_id", jobId),
  state: optional("state", text),
  status: optional("status", text),
  operation: optional("operation", text),
})

/** `operation` is `read` for read jobs, and insert, update or upsert for write jobs. */
const kindOf = (operation: string | undefined): JobKind | undefined => {
  if (operation === undefined) return undefined
  return operation === "read" ? "read" : "write"
}

/**
 * Reads what Zoho posts when a job ends: the details as `GET` gives them (v7 create-job page), or the same flat, with `job_id`
 * for `id` and without the `data` wrapper (as a receiver of v5 jobs met it).
 */
export const callbackNotice = (json: Schema.Json): Result.Result<CallbackNotice, WireFault> =>
  Result.gen(function* () {
    const first: unknown = Predicate.hasProperty(json, "data") && Array.isArray(json.data) ? json.data[0] : json
    if (first === undefined) return yield* Result.fail<WireFault>({ path: ["data", 0], expected: "a job" })
    const told = yield* decodeBy(notice)(first)
    const id = told.id ?? told.jobId
    const word = told.state ?? told.status
    if (id === undefined) return yield* Result.fail<WireFault>({ path: ["id"], expected: "a value" })
    if (word === undefined) return yield* Result.fail<WireFault>({ path: ["state"], expected: "a value" })
    const kind = kindOf(told.operation)
    return { jobId: id, state: stateOf(word), ...(kind === undefined ? {} : { kind }) }
  })
