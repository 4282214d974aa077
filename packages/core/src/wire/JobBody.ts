import * as Effect from "effect/Effect"
import type * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { ReadJob } from "../domain/ReadJob.ts"
import { WriteJob } from "../domain/WriteJob.ts"
import { decodeJob, formatFault, type FromTheAnswer } from "./decodeJob.ts"
import { readJobForm } from "./readJob.ts"
import type { WireCodec, WireFault } from "./WireCodec.ts"
import { writeJobForm } from "./writeJob.ts"

/**
 * The body of a details answer, in both directions.
 *
 * **Example** (A recorded answer)
 *
 * ```ts
 * import { type JobBody, readJobBody, writeJobBody } from "@zoho-bulk/core/wire"
 * import type { ReadJob, WriteJob } from "@zoho-bulk/core"
 *
 * export const bodyOf = (answer: object): JobBody<ReadJob> | JobBody<WriteJob> =>
 *   "data" in answer ? readJobBody : writeJobBody
 * ```
 *
 * @category codecs
 */
export interface JobBody<Job> {
  /** Reads a parsed answer; if it cannot be read, reports where and why. */
  readonly decode: (raw: Schema.Json) => Result.Result<Job, WireFault>
  /** The same as a schema, for everything that accepts one. */
  readonly schema: Schema.Codec<Job, Schema.Json>
}

/** Builds the two directions from the form of a job: encoding uses its typed and unknown fields, never `raw`. */
const jobBody = <Job extends FromTheAnswer, Fields>(
  domain: Schema.Codec<Job, unknown>,
  form: WireCodec<Fields>,
): JobBody<Job> => {
  const decode = decodeJob<Job, Fields>(form)
  const schema = Schema.Json.pipe(
    Schema.decodeTo(
      Schema.toType(domain),
      SchemaTransformation.transformEffect({
        decode: (raw: Schema.Json) =>
          Effect.mapError(
            Effect.fromResult(decode(raw)),
            (fault) =>
              new SchemaIssue.Pointer(
                [...fault.path],
                new SchemaIssue.InvalidValue({ message: formatFault(fault) }, raw, {}),
              ),
          ),
        encode: (job: Job) => Effect.succeed(form.encode(job as unknown as Fields)),
      }),
    ),
  ) as Schema.Codec<Job, Schema.Json>
  return { decode, schema }
}

/**
 * The body of a read job's details, `{"data": [{"id", "state", ...}]}`, as all versions send it.
 *
 * **Example** (A job from a file)
 *
 * ```ts
 * import { readJobBody } from "@zoho-bulk/core/wire"
 * import { Schema } from "effect"
 *
 * export const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(readJobBody.schema))
 * ```
 *
 * @category codecs
 */
export const readJobBody: JobBody<ReadJob> = jobBody(ReadJob, readJobForm)

/**
 * The body of a write job's details, an object without a `data` wrapper and with its state in
 * `status`, as all versions send it.
 *
 * **Example** (A job from a file)
 *
 * ```ts
 * import { writeJobBody } from "@zoho-bulk/core/wire"
 * import { Schema } from "effect"
 *
 * export const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(writeJobBody.schema))
 * ```
 *
 * @category codecs
 */
export const writeJobBody: JobBody<WriteJob> = jobBody(WriteJob, writeJobForm)
