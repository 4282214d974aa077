import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { Effect } from "effect"
import { json } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { failureAfter } from "../../support/failureAfter.ts"
import { writeBody } from "../../support/samples.ts"

const error = { code: "OAUTH_SCOPE_MISMATCH", details: {}, message: "invalid oauth scope", status: "error" }

describe("`getJobDetails()` reads a refusal", () => {
  it.effect.each([
    { form: "on its own", body: error },
    { form: "with its keys in another order", body: Object.fromEntries(Object.entries(error).toReversed()) },
    { form: "wrapped in data", body: { data: [error] } },
    { form: "wrapped in data, with info beside it", body: { data: [error], info: {} } },
    { form: "without status", body: { code: error.code, message: error.message, details: {} } },
  ])("$form", ({ body }) =>
    Effect.gen(function* () {
      const failure = yield* failureAfter(json(body, { status: 401 }))
      assert.strictEqual(failure._tag, "ScopeMissing")
      assert.deepInclude<unknown>(failure, {
        code: "OAUTH_SCOPE_MISMATCH",
        zohoMessage: "invalid oauth scope",
        details: {},
      })
    }),
  )

  it.effect("without details and message", () =>
    Effect.gen(function* () {
      const failure = yield* failureAfter(json({ code: "RESOURCE_NOT_FOUND", status: "error" }, { status: 404 }))
      assert.strictEqual(failure._tag, "JobNotFound")
      assert.doesNotHaveAnyKeys(failure, ["zohoMessage", "details"])
      assert.include(failure.message, "(HTTP 404 RESOURCE_NOT_FOUND)")
    }),
  )

  it.effect.each([
    {
      form: "x-error",
      body: {
        ERROR_MESSAGE: "Bad Request",
        ERROR_CODE: 400,
        "x-error": "check if headers [feature, X-CRM-ORG] are present",
      },
      said: "check if headers [feature, X-CRM-ORG] are present",
    },
    {
      form: "x-info",
      body: { "x-info": "Link not valid", info: "Forbidden", http_status: "400" },
      said: "Link not valid",
    },
    { form: "ERROR_MESSAGE", body: { ERROR_MESSAGE: "Bad Request", ERROR_CODE: 400 }, said: "Bad Request" },
  ])("in the file hosts' form, $form", ({ body, said }) =>
    Effect.gen(function* () {
      const failure = yield* failureAfter(json(body, { status: 400 }))
      assert.strictEqual(failure._tag, "RequestNotAccepted")
      assert.isFalse("code" in failure)
      assert.deepInclude<unknown>(failure, { httpStatus: 400, zohoMessage: said, details: body })
      assert.include(failure.message, said)
    }),
  )

  it.effect("in the file hosts' form with a status that says more", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* failureAfter(json({ "x-error": "slow down" }, { status: 429 })))._tag, "Throttled")
      assert.strictEqual((yield* failureAfter(json({ "x-error": "oops" }, { status: 500 })))._tag, "ZohoFailing")
    }),
  )

  it.effect("although it came with HTTP 200", () =>
    Effect.gen(function* () {
      const failure = yield* failureAfter(json({ data: [{ ...error, code: "A_CODE_OF_TOMORROW" }] }))
      assert.strictEqual(failure._tag, "RequestNotAccepted")
      assert.deepInclude<unknown>(failure, { httpStatus: 200, code: "A_CODE_OF_TOMORROW" })
    }),
  )
})

describe("`getJobDetails()` reads no refusal", () => {
  it.effect("from a write job, which has a status and a code of its own", () =>
    Effect.gen(function* () {
      const job = yield* getJobDetails({ kind: "write", id: "1" })
      assert.strictEqual(job.state, "in-progress")
      assert.deepStrictEqual<unknown>(job.unknownFields, { code: "INPROGRESS", message: "m", details: {} })
    }).pipe(
      Effect.provide(
        scripted([json(writeBody({ status: "INPROGRESS", code: "INPROGRESS", message: "m", details: {} }))]),
      ),
    ),
  )

  it.effect("from a job with keys that the file hosts use in theirs", () =>
    Effect.gen(function* () {
      const job = yield* getJobDetails({ kind: "write", id: "1" })
      assert.strictEqual(job.state, "added")
      assert.deepStrictEqual<unknown>(job.unknownFields, { "x-info": "new" })
    }).pipe(Effect.provide(scripted([json(writeBody({ "x-info": "new" }))]))),
  )
})
