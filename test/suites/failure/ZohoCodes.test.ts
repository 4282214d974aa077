import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { type CallFailure } from "@zoho-bulk/core/Failure"
import { zohoCodes } from "@zoho-bulk/core/wire"
import { Effect } from "effect"
import { zohoCodesPage } from "../../docs/zohoCodesPage.ts"
import { always, refusal } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { repositoryFile } from "../../support/examples.ts"
import { sentAt } from "../../support/ScriptedZoho.ts"
import { withChance, within } from "../../support/time.ts"

/** Zoho's codes for bulk jobs as its pages, SDKs and OpenAPI documents list them, by the failure that they are. */
const codes: Readonly<Partial<Record<CallFailure["_tag"], string>>> = {
  TokenRefused: "AUTHENTICATION_FAILURE INVALID_TOKEN",
  ScopeMissing: "OAUTH_SCOPE_MISMATCH",
  PermissionDenied: "NO_PERMISSION AUTHORIZATION_FAILED",
  JobNotFound: "RESOURCE_NOT_FOUND",
  Throttled: "TOO_MANY_REQUESTS",
  ZohoFailing: "INTERNAL_ERROR INTERNAL_SERVER_ERROR",
  RequestNotAccepted: `
    INVALID_URL_PATTERN INVALID_REQUEST_METHOD MEDIA_TYPE_NOT_SUPPORTED REQUEST_BODY_NOT_READABLE REQUEST_BODY_IS_EMPTY
    REQUEST_BODY_NOT_SUPPORTED INVALID_REQUEST INVALID_SERVICE_NAME INVALID_BULK_OPERATION JOB_NOT_SUPPORTED
    QUERY_NOT_SUPPORTED NOT_SUPPORTED_FEATURE MODULE_NOT_AVAILABLE MODULE_NOT_SUPPORTED CVID_NOT_SUPPORTED
    INVALID_CALLBACK_URL INVALID_CALLBACK_METHOD CALLBACK_FAILURE JOIN_LIMIT_EXCEEDED CRITERIA_NOT_SUPPORTED
    INVALID_CRITERIA AMBIGUOUS_CRITERIA AMBIGUOUS_GROUP_IN_CRITERIA CRITERIA_LIMIT_EXCEEDED GROUP_OPERATOR_NOT_SUPPORTED
    FIELD_IN_CRITERIA_NOT_SUPPORTED FIELD_IN_CRITERIA_NOT_AVAILABLE FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE
    FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE
    COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE COMPARATOR_AND_ENCRYPTED_VALUE_IN_CRITERIA_NOT_COMPATIBLE
    VALUE_IN_CRITERIA_NOT_SUPPORTED VALUE_TYPE_NOT_SUPPORTED VALUE_LIMIT_EXCEEDED_IN_CRITERIA FIELD_NOT_AVAILABLE
    FIELD_NOT_SUPPORTED PAGE_NOT_SUPPORTED PAGE_RANGE_EXCEEDED INVALID_DATA EXPIRED_VALUE MANDATORY_NOT_FOUND LIMIT_REACHED
    BAD_REQUEST ALREADY_USED NOT_ALLOWED Not_Modified INVALID_FILE_FORMAT FILE_TOO_LARGE MANDATORY_FIELDS_NOT_MAPPED
    INVALID_FIELD INVALID_FIELD_NAME INVALID_FORMAT INVALID_FILE_ID FILE_NOT_FOUND FILE_NOT_SUPPORTED
    HEADER_LIMIT_EXCEEDED COLUMN_INDEX_NOT_FOUND MISSING_REQUIRED_KEY COEXISTENCE_NOT_ALLOWED`,
}

const tries: Readonly<Partial<Record<CallFailure["_tag"], number>>> = { Throttled: 5, ZohoFailing: 5 }

const cases = Object.entries(codes).flatMap(([tag, list]) =>
  list
    .trim()
    .split(/\s+/)
    .map((word) => ({ code: word === "Not_Modified" ? "Not Modified" : word, tag: tag as CallFailure["_tag"] })),
)

describe("Zoho's codes", () => {
  it("are all in the table", () => {
    assert.sameMembers(
      Object.keys(zohoCodes),
      cases.map(({ code }) => code),
    )
  })

  it.effect.each(cases)("$code is $tag, whatever its status", ({ code, tag }) =>
    Effect.gen(function* () {
      for (const status of [400, 404, 500]) {
        const met = yield* Effect.gen(function* () {
          const failure = yield* getJobDetails({ kind: "read", id: "1" }).pipe(
            Effect.flip,
            withChance(0),
            within(60_000),
          )
          return { failure, times: yield* sentAt }
        }).pipe(Effect.provide(scripted(always(refusal(status, code)))))
        assert.strictEqual(met.failure._tag, tag)
        assert.strictEqual(met.failure.isRetryable, tries[tag] !== undefined)
        assert.strictEqual(met.times.length, tries[tag] ?? 1)
        assert.notInclude(met.failure.message, "Change the request as Zoho's message says")
      }
    }),
  )

  it("are described in docs/zoho-codes.md, as `pnpm docs:write` writes it", () => {
    assert.strictEqual(repositoryFile("docs/zoho-codes.md"), zohoCodesPage)
  })
})
