import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { never, withPolicy } from "@zoho-bulk/core/Retry"
import { Cause, Effect, Exit, Schema } from "effect"
import * as Arbitrary from "effect/Arbitrary"
import { json, text } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { anyJson, either, good, object, pick, sometimes } from "../../support/Generated.ts"
import { readBodies } from "../../support/generatedReadBodies.ts"
import { writeBodies } from "../../support/generatedWriteBodies.ts"
import { isJob } from "../../support/jobCodecs.ts"
import { runs } from "../../support/properties.ts"
import { readBody } from "../../support/samples.ts"
import type { Turn } from "../../support/ScriptedZoho.ts"

const kinds = ["read", "write"] as const

/** Asks for a job where the wire does this: there is a job, or a typed failure that says something. Never a defect. */
const jobOrFailureAfter = (turn: Turn) =>
  Effect.forEach(kinds, (kind) =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(withPolicy(getJobDetails({ kind, id: "7" }), never))
      if (Exit.isSuccess(exit)) return assert.isTrue(isJob(kind, exit.value), "it is no job by the domain's schema")
      const failure = Cause.squash(exit.cause)
      assert.isTrue(exit.cause.reasons.every(Cause.isFailReason), Cause.pretty(exit.cause))
      assert.isAbove(String(failure).length, 20)
    }).pipe(Effect.provide(scripted([turn, turn]))),
  )

/** What may be an error in one of Zoho's forms, or nearly so. */
const errors = object(
  sometimes("code", good(pick("INVALID_TOKEN", "RESOURCE_NOT_FOUND", "X", "", "__proto__", "constructor")), 7, null),
  sometimes("message", anyJson),
  sometimes("status", good(pick("error", "success", "ADDED")), null, 5),
  sometimes("details", anyJson),
  sometimes("x-error", anyJson),
  sometimes("id", anyJson),
)

const bodies = either(
  errors,
  Arbitrary.map(errors, ({ json }) => ({ json: { data: [json] }, mistyped: [] })),
  readBodies,
  writeBodies,
  anyJson,
)

const statuses = pick(200, 200, 200, 201, 204, 299, 304, 400, 401, 403, 404, 408, 418, 429, 500, 502, 599)

const headers = Arbitrary.all({
  "retry-after": pick("", "7", "soon", "-1", "99999999999999999999999", "Thu, 01 Jan 1970 00:00:12 GMT", "NaN"),
  "x-accesstoken-reset": pick("", "2021-05-12T17:36:34+05:30", "never"),
})

describe("any answer to `getJobDetails()` is a job or a typed failure", () => {
  it.effect.prop(
    "whatever JSON it is",
    { body: bodies, status: statuses, headers },
    ({ body, headers, status }) => jobOrFailureAfter(json(body.json, { status, headers })),
    runs(300),
  )

  it.effect.prop(
    "whatever text it is",
    { body: Arbitrary.schema(Schema.String), status: statuses },
    ({ body, status }) => jobOrFailureAfter(text(body, { status })),
    runs(100),
  )

  for (const number of ["1e999", "-1e999", `1${"0".repeat(309)}`, `${"9".repeat(300)}e20`, `${"9".repeat(308)}E+9`]) {
    it.effect.each([
      { what: "a refusal", status: 400, body: { code: "X", status: "error", details: { max_limit: "N" } } },
      { what: "a job, under a key that nobody knows", status: 200, body: readBody({ size: "N" }) },
      { what: "a job, for a count", status: 200, body: readBody({ result: { count: "N" } }) },
    ])(`although it holds the number ${number.slice(0, 5)}…${number.slice(-5)}: $what`, ({ body, status }) =>
      jobOrFailureAfter(text(JSON.stringify(body).replace('"N"', number), { status })),
    )
  }

  it.effect.each(["1.7e308", "-1.7E+308", "1e-999", "123456789012345678901234567890", '"1e999"'])(
    "and a number that is just large enough, or small, or text, is a part of a job: %s",
    (number) =>
      Effect.gen(function* () {
        const job = yield* getJobDetails({ kind: "read", id: "7" })
        assert.strictEqual(JSON.stringify(job.unknownFields), `{"size":${number}}`)
      }).pipe(Effect.provide(scripted([text(JSON.stringify(readBody({ size: "N" })).replace('"N"', number))]))),
  )
})
