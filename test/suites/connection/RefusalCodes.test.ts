import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { refusal } from "../../support/answers.ts"
import { failureAfter } from "../../support/failureAfter.ts"

const codes = [
  { status: 401, code: "AUTHENTICATION_FAILURE", tag: "TokenRefused", isRetryable: false },
  { status: 401, code: "INVALID_TOKEN", tag: "TokenRefused", isRetryable: false },
  { status: 401, code: "OAUTH_SCOPE_MISMATCH", tag: "ScopeMissing", isRetryable: false },
  { status: 403, code: "NO_PERMISSION", tag: "PermissionDenied", isRetryable: false },
  { status: 400, code: "AUTHORIZATION_FAILED", tag: "PermissionDenied", isRetryable: false },
  { status: 404, code: "RESOURCE_NOT_FOUND", tag: "JobNotFound", isRetryable: false },
  { status: 400, code: "RESOURCE_NOT_FOUND", tag: "JobNotFound", isRetryable: false },
  { status: 404, code: "INVALID_URL_PATTERN", tag: "RequestNotAccepted", isRetryable: false },
  { status: 400, code: "INVALID_REQUEST_METHOD", tag: "RequestNotAccepted", isRetryable: false },
  { status: 405, code: "INVALID_REQUEST_METHOD", tag: "RequestNotAccepted", isRetryable: false },
  { status: 400, code: "INVALID_DATA", tag: "RequestNotAccepted", isRetryable: false },
  { status: 415, code: "MEDIA_TYPE_NOT_SUPPORTED", tag: "RequestNotAccepted", isRetryable: false },
  { status: 404, code: "A_CODE_OF_TOMORROW", tag: "RequestNotAccepted", isRetryable: false },
  { status: 409, code: "toString", tag: "RequestNotAccepted", isRetryable: false },
  { status: 429, code: "TOO_MANY_REQUESTS", tag: "Throttled", isRetryable: true },
  { status: 500, code: "INTERNAL_ERROR", tag: "ZohoFailing", isRetryable: true },
  { status: 500, code: "INTERNAL_SERVER_ERROR", tag: "ZohoFailing", isRetryable: true },
  { status: 503, code: "A_CODE_OF_TOMORROW", tag: "ZohoFailing", isRetryable: true },
] as const

/** Each code with an HTTP status that alone would mean something else. */
const codeBeforeStatus = [
  { status: 400, code: "TOO_MANY_REQUESTS", tag: "Throttled" },
  { status: 400, code: "INTERNAL_ERROR", tag: "ZohoFailing" },
  { status: 400, code: "INVALID_TOKEN", tag: "TokenRefused" },
  { status: 403, code: "OAUTH_SCOPE_MISMATCH", tag: "ScopeMissing" },
  { status: 401, code: "NO_PERMISSION", tag: "PermissionDenied" },
  { status: 500, code: "RESOURCE_NOT_FOUND", tag: "JobNotFound" },
  { status: 200, code: "RESOURCE_NOT_FOUND", tag: "JobNotFound" },
  { status: 200, code: "TOO_MANY_REQUESTS", tag: "Throttled" },
] as const

describe("`getJobDetails()` turns Zoho's code into a failure", () => {
  it.effect.each(codes)("$code with HTTP $status is $tag", ({ code, isRetryable, status, tag }) =>
    Effect.gen(function* () {
      const message = " what Zoho says "
      const details = { resource: "4150868000005376042" }
      const failure = yield* failureAfter(refusal(status, code, { details, message }))
      assert.strictEqual(failure._tag, tag)
      if (failure._tag === "InvalidJobId") return
      assert.strictEqual(failure.code, code)
      assert.strictEqual(failure.httpStatus, status)
      assert.strictEqual(failure.zohoMessage, message)
      assert.deepStrictEqual<unknown>(failure.details, details)
      assert.strictEqual(failure.isRetryable, isRetryable)
      assert.include(failure.message, `HTTP ${status} ${code}, "what Zoho says"`)
    }),
  )

  it.effect.each(codeBeforeStatus)("$code decides before HTTP $status: it is $tag", ({ code, status, tag }) =>
    Effect.gen(function* () {
      const failure = yield* failureAfter(refusal(status, code))
      assert.strictEqual(failure._tag, tag)
      assert.propertyVal(failure, "httpStatus", status)
    }),
  )

  it.effect("and says what was asked, of whom, in which version", () =>
    Effect.gen(function* () {
      const failure = yield* failureAfter(refusal(401, "INVALID_TOKEN"), "write", {
        dataCenter: "in",
        apiVersion: "v5",
      })
      assert.deepInclude<unknown>(failure, {
        request: {
          operation: "getWriteJob",
          method: "GET",
          url: "https://www.zohoapis.in/crm/bulk/v5/write/4150868000005376042",
          apiVersion: "v5",
          dataCenter: "in",
          jobId: "4150868000005376042",
        },
      })
    }),
  )
})
