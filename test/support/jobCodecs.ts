import { type JobKind, ReadJob, WriteJob } from "@zoho-bulk/core"
import { readJobBody, writeJobBody } from "@zoho-bulk/core/wire"
import { Result, Schema } from "effect"

type Job = ReadJob | WriteJob
type Decoded = ReturnType<typeof readJobBody.decode>
type Fault = Decoded extends Result.Result<unknown, infer E> ? E : never

const schemaOf = (kind: JobKind): Schema.Codec<Job, Schema.Json> =>
  (kind === "read" ? readJobBody.schema : writeJobBody.schema) as Schema.Codec<Job, Schema.Json>

/** Decodes a body directly. */
export const decoded = (kind: JobKind, body: Schema.Json): Result.Result<Job, Fault> =>
  kind === "read" ? readJobBody.decode(body) : writeJobBody.decode(body)

/** Decodes a body that is known to be good. */
export const jobOf = (kind: JobKind, body: Schema.Json): Job => Result.getOrThrow(decoded(kind, body))

/** Decodes a body as a user of the schema would. */
export const throughSchema = (kind: JobKind, body: Schema.Json): Job => Schema.decodeUnknownSync(schemaOf(kind))(body)

/** Encodes a job as a user of the schema would. */
export const bodyOf = (kind: JobKind, job: Job): Schema.Json => Schema.encodeSync(schemaOf(kind))(job)

/** Tells whether a value is a job of that kind by the domain's own schema. */
export const isJob = (kind: JobKind, value: unknown): boolean =>
  kind === "read" ? Schema.is(ReadJob)(value) : Schema.is(WriteJob)(value)
