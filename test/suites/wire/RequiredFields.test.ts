import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { Effect, type Schema } from "effect"
import { json } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { throughSchema } from "../../support/jobCodecs.ts"
import { readBody, readJob, without, writeBody } from "../../support/samples.ts"

const unreadable: ReadonlyArray<{
  readonly kind: "read" | "write"
  readonly what: string
  readonly body: Schema.Json
  readonly problem: string
}> = [
  {
    kind: "read",
    what: "no id",
    body: { data: [without(readJob(), "id")] },
    problem: "data[0].id is missing",
  },
  {
    kind: "read",
    what: "an id that is not digits",
    body: readBody({ id: "x1" }),
    problem: 'data[0].id should be a string of digits, but is "x1"',
  },
  {
    kind: "read",
    what: "no state",
    body: { data: [without(readJob(), "state")] },
    problem: "data[0].state is missing",
  },
  {
    kind: "read",
    what: "a state that is null",
    body: readBody({ state: null }),
    problem: "data[0].state should be a string, but is null",
  },
  {
    kind: "read",
    what: "no created_time",
    body: { data: [without(readJob(), "created_time")] },
    problem: "data[0].created_time is missing",
  },
  {
    kind: "read",
    what: "a created_time that is none",
    body: readBody({ created_time: "yesterday" }),
    problem: 'data[0].created_time should be an ISO 8601 date and time, but is "yesterday"',
  },
  { kind: "read", what: "no data", body: readJob(), problem: "data is missing" },
  {
    kind: "read",
    what: "data that is an object",
    body: { data: readJob({ state: "X" }) },
    problem: 'data should be an array, but is {"id":"4150868000004717004","operation":"read","state":"X",',
  },
  {
    kind: "read",
    what: "no job",
    body: { data: [] },
    problem: "data should be an array of exactly one job, but is []",
  },
  {
    kind: "read",
    what: "two jobs",
    body: { data: [readJob(), readJob()] },
    problem: "data should be an array of exactly one job, but is [{",
  },
  {
    kind: "read",
    what: "a job that is text",
    body: { data: ["job"] },
    problem: 'data[0] should be an object, but is "job"',
  },
  { kind: "read", what: "an array", body: [], problem: "the answer should be an object, but is []" },
  { kind: "read", what: "null", body: null, problem: "the answer should be an object, but is null" },
  { kind: "write", what: "no id", body: without(writeBody(), "id"), problem: "id is missing" },
  { kind: "write", what: "no status", body: without(writeBody(), "status"), problem: "status is missing" },
  {
    kind: "write",
    what: "a status that is a number",
    body: writeBody({ status: 1 }),
    problem: "status should be a string, but is 1",
  },
  {
    kind: "write",
    what: "no created_time",
    body: without(writeBody(), "created_time"),
    problem: "created_time is missing",
  },
  {
    kind: "write",
    what: "a created_time that is a number",
    body: writeBody({ created_time: 1620716909 }),
    problem: "created_time should be an ISO 8601 date and time, but is 1620716909",
  },
  { kind: "write", what: "a read job", body: readBody(), problem: "id is missing" },
]

describe("`getJobDetails()` fails with UnreadableAnswer and shows path and part", () => {
  it.effect.each(unreadable)("for a $kind job: $what", ({ body, kind, problem }) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(getJobDetails({ kind, id: "4150868000004717004" }))
      if (failure._tag !== "UnreadableAnswer") return assert.fail(`It is ${failure._tag}`)
      assert.strictEqual(failure.problem.slice(0, problem.length), problem)
      assert.strictEqual(failure.httpStatus, 200)
      assert.isFalse(failure.isRetryable)
      assert.include(failure.message, problem)
    }).pipe(Effect.provide(scripted([json(body)]))),
  )

  it.each(unreadable)("and so does the schema, for a $kind job: $what", ({ body, kind, problem }) => {
    assert.throws(() => throughSchema(kind, body), problem)
  })

  it.effect("and shortens a part that is long", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(getJobDetails({ kind: "write", id: "4150868000004717004" }))
      assert.isBelow(failure.message.length, 700)
      assert.include(failure.message, "xxx…")
    }).pipe(Effect.provide(scripted([json(writeBody({ id: "x".repeat(100_000) }))]))),
  )
})
