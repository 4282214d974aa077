import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { excerpt } from "./excerpt.ts"
import { formatPath, type WireCodec, type WireFault } from "./WireCodec.ts"

/** What a decoded job has beside the fields that Zoho sent: all of it follows from the answer. */
interface FromTheAnswer {
  readonly raw: Schema.Json
  readonly unexpected: ReadonlyArray<string>
}

/** The body of a details answer, in both directions. */
export interface JobBody<Job> {
  /** Reads a parsed answer; what cannot be read says where and why. */
  readonly decode: (raw: Schema.Json) => Result.Result<Job, WireFault>
  /** The same as a schema, for use with everything that takes one. */
  readonly schema: Schema.Codec<Job, Schema.Json>
}

/** Says in one line what did not fit; `found` replaces the offending part as parsed. */
export const formatFault = (fault: WireFault, found = excerpt(JSON.stringify(fault.found) ?? "")): string =>
  "found" in fault
    ? `${formatPath(fault.path)} should be ${fault.expected}, and is ${found}`
    : `${formatPath(fault.path)} is missing`

/** Builds the two directions from the form of a job: encoding uses its typed and unknown fields, never `raw`. */
export const jobBody = <Job extends FromTheAnswer, Fields>(
  domain: Schema.Codec<Job, unknown>,
  form: WireCodec<Fields>,
): JobBody<Job> => {
  const decode = (raw: Schema.Json): Result.Result<Job, WireFault> =>
    Result.map(
      form.decode(raw),
      (fields) => ({ ...fields, unexpected: form.unexpectedIn(fields).map(formatPath), raw }) as unknown as Job,
    )
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
