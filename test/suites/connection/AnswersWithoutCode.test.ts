import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { empty, json, page, text } from "../../support/answers.ts"
import { failureAfter } from "../../support/failureAfter.ts"
import { readBody } from "../../support/samples.ts"

const meanings = [
  { status: 204, tag: "UnreadableAnswer", isRetryable: false },
  { status: 304, tag: "UnreadableAnswer", isRetryable: false },
  { status: 300, tag: "UnreadableAnswer", isRetryable: false },
  { status: 302, tag: "UnreadableAnswer", isRetryable: false },
  { status: 400, tag: "RequestNotAccepted", isRetryable: false },
  { status: 401, tag: "TokenRefused", isRetryable: false },
  { status: 403, tag: "PermissionDenied", isRetryable: false },
  { status: 404, tag: "UnreadableAnswer", isRetryable: false },
  { status: 405, tag: "RequestNotAccepted", isRetryable: false },
  { status: 408, tag: "ZohoFailing", isRetryable: true },
  { status: 410, tag: "RequestNotAccepted", isRetryable: false },
  { status: 429, tag: "Throttled", isRetryable: true },
  { status: 500, tag: "ZohoFailing", isRetryable: true },
  { status: 502, tag: "ZohoFailing", isRetryable: true },
  { status: 503, tag: "ZohoFailing", isRetryable: true },
  { status: 504, tag: "ZohoFailing", isRetryable: true },
] as const

const withBodies = meanings.filter(({ status }) => status !== 204 && status !== 304)

describe("`getJobDetails()` reads an answer without Zoho's code by its HTTP status", () => {
  it.effect.each(meanings)("$status without a body is $tag", ({ isRetryable, status, tag }) =>
    Effect.gen(function* () {
      const failure = yield* failureAfter(empty(status))
      assert.strictEqual(failure._tag, tag)
      assert.propertyVal(failure, "httpStatus", status)
      assert.isFalse("code" in failure, "a fault of the way never wears a code of Zoho's")
      assert.strictEqual(failure.isRetryable, isRetryable)
      assert.include(failure.message, `HTTP ${status}`)
    }),
  )

  it.effect.each(withBodies)("$status with a page for people is $tag", ({ status, tag }) =>
    Effect.gen(function* () {
      const failure = yield* failureAfter(page(status, "Nobody here"))
      assert.strictEqual(failure._tag, tag)
      assert.propertyVal(failure, "httpStatus", status)
      assert.isFalse("code" in failure)
    }),
  )

  it.effect.each(withBodies)("$status with JSON of somebody else's is $tag", ({ status, tag }) =>
    Effect.gen(function* () {
      for (const body of [{ error: { code: 7 } }, [], null, "no", 5, { data: [] }, { data: "x" }]) {
        assert.strictEqual((yield* failureAfter(json(body, { status })))._tag, tag)
      }
    }),
  )
})

describe("`getJobDetails()` fails with UnreadableAnswer", () => {
  it.effect.each([
    { what: "an empty body", turn: empty(200), problem: "it is empty" },
    { what: "204", turn: empty(204), problem: "it is empty" },
    { what: "204 with a job", turn: json(readBody(), { status: 204 }), problem: "it is not an answer from Zoho's API" },
    { what: "a page for people", turn: page(200, "Sign in"), problem: "it is not JSON" },
    { what: "half a job", turn: text('{"data":[{"id":"41508680000053'), problem: "it is not JSON" },
    { what: "two documents", turn: text("{}{}"), problem: "it is not JSON" },
    { what: "blanks", turn: text("  \n"), problem: "it is not JSON" },
    { what: "nothing but closing brackets", turn: text("]]]]}}}}"), problem: "it is not JSON" },
  ])("on $what", ({ problem, turn }) =>
    Effect.gen(function* () {
      const failure = yield* failureAfter(turn)
      assert.strictEqual(failure._tag, "UnreadableAnswer")
      assert.propertyVal(failure, "problem", problem)
      assert.include(failure.message, problem)
    }),
  )

  it.effect.each([
    { what: "half a job", body: '{"data":[{"id":"41508680000053', mayPass: true },
    { what: "a page", body: "<html>Down</html>", mayPass: true },
    { what: "two documents", body: "{}{}", mayPass: false },
    { what: "a word", body: "gone", mayPass: false },
  ])("on $what, which another try is worth: $mayPass", ({ body, mayPass }) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* failureAfter(text(body))).isRetryable, mayPass)
    }),
  )

  it.effect("on a 404 without a code, and shows how the answer begins", () =>
    Effect.gen(function* () {
      const failure = yield* failureAfter(page(404, `Nobody here${".".repeat(1000)}`))
      assert.strictEqual(failure._tag, "UnreadableAnswer")
      if (failure._tag !== "UnreadableAnswer") return
      assert.isTrue(failure.excerpt?.startsWith("<html><head><title>Nobody here"))
      assert.isAtMost(failure.excerpt?.length ?? 0, 300)
    }),
  )
})
