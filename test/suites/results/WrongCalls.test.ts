import { assert, describe, it } from "@effect/vitest"
import {
  type CreatedJob,
  downloadResult,
  type ReadJob,
  resultContent,
  resultRecords,
  resultRows,
  type WriteJob,
  type ZohoConnection,
} from "@zoho-bulk/core"
import { type ResultFailure, type RowNotDecodable } from "@zoho-bulk/core/Failure"
import { layerMemory } from "@zoho-bulk/core/Journal"
import { Effect, Schema, Stream } from "effect"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { sentRequests } from "../../support/ScriptedZoho.ts"

const job = {
  kind: "read",
  id: "4150868000005376042",
  state: "completed",
  result: { count: 1, downloadUrl: "/crm/bulk/v8/read/4150868000005376042/result" },
} as unknown as ReadJob

/** What reading a result fails with where a program without types calls wrongly: nothing is sent. */
const failureOf = (
  wrong:
    | Stream.Stream<unknown, ResultFailure | RowNotDecodable, ZohoConnection>
    | Effect.Effect<unknown, ResultFailure, ZohoConnection>,
) =>
  Effect.gen(function* () {
    const effect = Stream.isStream(wrong) ? Stream.runDrain(wrong) : Effect.asVoid(wrong)
    const failure = expectTag(yield* Effect.flip(effect), "InvalidRequest")
    assert.deepStrictEqual(yield* sentRequests, [])
    return failure
  }).pipe(Effect.provide(scripted([])))

const reads = (given: ReadJob | WriteJob) => [
  downloadResult(given),
  resultContent(given),
  Effect.scoped(resultRows(given)),
  resultRecords(given),
  resultRecords(given, Schema.Struct({ id: Schema.String })),
]

const noJobs: ReadonlyArray<{ readonly what: string; readonly given: unknown; readonly says: string }> = [
  { what: "nothing", given: undefined, says: "The job is undefined" },
  { what: "null", given: null, says: "The job is null" },
  { what: "an id", given: job.id, says: `The job is "${job.id}"` },
  { what: "an array of jobs", given: [job], says: "The job is an array" },
  { what: "an empty object", given: {}, says: "kind of the job is missing" },
  { what: "what a wait gave", given: { job, observed: {} }, says: "kind of the job is missing" },
  {
    what: "a job that was just created",
    given: { kind: "read", id: job.id } satisfies Partial<CreatedJob>,
    says: "state of the job is missing",
  },
  { what: "a job of another kind", given: { ...job, kind: "delete" }, says: 'kind of the job is "delete"' },
  {
    what: "a job with a number for an id",
    given: { ...job, id: 4150868000005376042n },
    says: "id of the job is 4150868000005376042n",
  },
  { what: "a job in Zoho's words", given: { ...job, state: "COMPLETED" }, says: 'state of the job is "COMPLETED"' },
  {
    what: "a job with a symbol for a state",
    given: { ...job, state: Symbol("x") },
    says: "state of the job is a symbol",
  },
  {
    what: "a job whose address is an object",
    given: { ...job, result: { downloadUrl: {} } },
    says: "result.downloadUrl of the job is an object",
  },
  {
    what: "a job whose count is text",
    given: { ...job, result: { ...job.result, count: "1" } },
    says: 'result.count of the job is "1"',
  },
]

describe("what reads a result", () => {
  it.effect.each(noJobs)("fails on $what, and says what it takes", ({ given, says }) =>
    Effect.gen(function* () {
      for (const read of reads(given as ReadJob)) assert.strictEqual((yield* failureOf(read)).problem, says)
    }),
  )

  it.effect("says where the job is in what a wait gave", () =>
    Effect.gen(function* () {
      const { remedy } = yield* failureOf(downloadResult({ job } as never))
      assert.include(remedy, "waitForJob returns them under job")
    }),
  )

  const wrongOptions: ReadonlyArray<{ readonly options: unknown; readonly says: string }> = [
    { options: 7, says: "The options object is 7" },
    { options: "/tmp/reports", says: 'The options object is "/tmp/reports"' },
    { options: layerMemory(), says: "The options object is a layer" },
    { options: { stagin: layerMemory() }, says: "The options object has no key stagin" },
    { options: { staging: null }, says: "staging of the options object is null" },
    { options: { staging: "/tmp/reports" }, says: 'staging of the options object is "/tmp/reports"' },
    { options: { staging: () => layerMemory() }, says: "staging of the options object is a function" },
  ]
  it.effect.each(wrongOptions)("fails on options before anything is spent: $says", ({ options, says }) =>
    Effect.gen(function* () {
      for (const read of [
        resultContent(job, options as never),
        Effect.scoped(resultRows(job, options as never)),
        resultRecords(job, undefined, options as never),
      ]) {
        assert.strictEqual((yield* failureOf(read)).problem, says)
      }
    }),
  )

  it.effect.each([
    { schema: null, says: "The schema is null, not a Schema" },
    { schema: { id: Schema.String }, says: "The schema is an object, not a Schema" },
    { schema: { staging: layerMemory() }, says: "The schema is an object, not a Schema" },
    { schema: "id", says: 'The schema is "id", not a Schema' },
    { schema: (row: unknown) => row, says: "The schema is a function, not a Schema" },
  ])("fails on what is no schema before anything is spent: $says", ({ says, schema }) =>
    Effect.gen(function* () {
      const { problem, remedy } = yield* failureOf(resultRecords(job, schema as never))
      assert.strictEqual(problem, says)
      assert.include(remedy, "options come after it")
    }),
  )
})
