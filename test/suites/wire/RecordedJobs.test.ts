import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import { recordedJobs } from "../../support/recordedJobs.ts"

describe("the recorded jobs", () => {
  it.each(recordedJobs)("`decode()` reads every field of $name", ({ body, codec, job }) => {
    const decoded: unknown = Result.getOrThrow<unknown, unknown>(codec.decode(body))
    assert.deepStrictEqual(decoded, job)
  })

  it.each(recordedJobs)("`schema` decodes $name to the same", ({ body, codec, job }) => {
    const schema: Schema.Codec<unknown, Schema.Json> = codec.schema
    assert.deepStrictEqual<unknown>(Schema.decodeUnknownSync(schema)(body), job)
  })

  it.each(recordedJobs)("`schema` encodes $name back to what was sent, and not from `raw`", ({ body, codec, job }) => {
    const schema: Schema.Codec<unknown, Schema.Json> = codec.schema
    const decoded = Schema.decodeUnknownSync(schema)(body)
    assert.deepStrictEqual(Schema.encodeUnknownSync(schema)({ ...job, raw: "gone" }), body)
    assert.deepStrictEqual(Schema.encodeUnknownSync(schema)(decoded), body)
  })

  it.each(recordedJobs)("$name as decoded is a job by the domain's schema", ({ body, codec, domain }) => {
    const is: (value: unknown) => boolean = Schema.is(domain as Schema.Codec<unknown, unknown>)
    assert.isTrue(is(Result.getOrThrow<unknown, unknown>(codec.decode(body))))
    assert.isFalse(is(body))
  })

  it.each(recordedJobs)("`raw` of $name is the parsed answer itself", ({ body, codec }) => {
    assert.strictEqual(Result.getOrThrow<{ readonly raw: unknown }, unknown>(codec.decode(body)).raw, body)
  })
})
