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

/** The body of a details answer, in both directions. */
export interface JobBody<Job> {
  /** Reads a parsed answer; what cannot be read says where and why. */
  readonly decode: (raw: Schema.Json) => Result.Result<Job, WireFault>
  /** The same as a schema, for use with everything that takes one. */
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

/** The body of a read job's details, as all versions send it. */
export const readJobBody: JobBody<ReadJob> = jobBody(ReadJob, readJobForm)

/** The body of a write job's details, as all versions send it. */
export const writeJobBody: JobBody<WriteJob> = jobBody(WriteJob, writeJobForm)
