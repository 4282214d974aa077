import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { Effect } from "effect"
import { fault, json, page, refusal } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { sentRequests, type Turn } from "../../support/ScriptedZoho.ts"
import { readBody, writeBody } from "../../support/samples.ts"

const notFound = (status = 404): Turn => refusal(status, "RESOURCE_NOT_FOUND")
const noScope = refusal(401, "OAUTH_SCOPE_MISMATCH")
const noPermission = refusal(403, "NO_PERMISSION")

const lookUp = getJobDetails({ id: "4150868000005350003" })

const paths = Effect.map(sentRequests, (requests) => requests.map(({ url }) => new URL(url).pathname))

describe("`getJobDetails({ id })`", () => {
  it.effect("looks for a read job first, and no further where it finds one", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* lookUp).kind, "read")
      assert.deepStrictEqual(yield* paths, ["/crm/bulk/v8/read/4150868000005350003"])
    }).pipe(Effect.provide(scripted([json(readBody())]))),
  )

  it.effect.each([
    { what: "there is none", turn: notFound() },
    { what: "the token lacks the scope", turn: noScope },
    { what: "the user lacks the permission", turn: noPermission },
    { what: "the user lacks the privilege", turn: refusal(400, "AUTHORIZATION_FAILED") },
  ])("looks for a write job where $what", ({ turn }) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* lookUp).kind, "write")
      assert.deepStrictEqual(yield* paths, [
        "/crm/bulk/v8/read/4150868000005350003",
        "/crm/bulk/v8/write/4150868000005350003",
      ])
    }).pipe(Effect.provide(scripted([turn, json(writeBody())]))),
  )

  it.effect.each([
    { what: "a refused token", turn: refusal(401, "INVALID_TOKEN"), tag: "TokenRefused" },
    { what: "a wrong path", turn: refusal(404, "INVALID_URL_PATTERN"), tag: "RequestNotAccepted" },
    { what: "a page that is lost", turn: page(404, "Not found"), tag: "UnreadableAnswer" },
    { what: "an answer without a job", turn: json({}), tag: "UnreadableAnswer" },
    { what: "a forbidden host", turn: fault("no", { name: "NotCapable" }), tag: "HostNotPermitted" },
  ] as const)("looks no further after $what", ({ tag, turn }) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(lookUp))._tag, tag)
      assert.strictEqual((yield* sentRequests).length, 1)
    }).pipe(Effect.provide(scripted([turn]))),
  )

  it.effect("fails with JobNotFound of both kinds where there is neither", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(lookUp), "JobNotFound")
      assert.deepStrictEqual(failure.kinds, ["read", "write"])
      assert.strictEqual(failure.code, "RESOURCE_NOT_FOUND")
      assert.strictEqual(failure.summary.split(" (")[0], "There is no read or write job 4150868000005350003")
    }).pipe(Effect.provide(scripted([notFound(404), notFound(400)]))),
  )

  it.effect.each([
    { read: notFound(), write: noScope, tag: "ScopeMissing", operation: "getWriteJob" },
    { read: notFound(), write: noPermission, tag: "PermissionDenied", operation: "getWriteJob" },
    { read: notFound(), write: refusal(401, "INVALID_TOKEN"), tag: "TokenRefused", operation: "getWriteJob" },
    { read: noScope, write: notFound(400), tag: "ScopeMissing", operation: "getReadJob" },
    { read: noPermission, write: notFound(400), tag: "PermissionDenied", operation: "getReadJob" },
    { read: noScope, write: noPermission, tag: "ScopeMissing", operation: "getReadJob" },
    { read: noPermission, write: noScope, tag: "PermissionDenied", operation: "getReadJob" },
  ] as const)(
    "reports the first refusal that is not `not found`: $tag of $operation",
    ({ operation, read, tag, write }) =>
      Effect.gen(function* () {
        const failure = expectTag(yield* Effect.flip(lookUp), tag)
        assert.strictEqual(failure.request.operation, operation)
        assert.strictEqual((yield* sentRequests).length, 2)
      }).pipe(Effect.provide(scripted([read, write]))),
  )

  it.effect("names the scopes of the lookup that was refused", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(lookUp), "ScopeMissing")
      assert.include(failure.remedy, "ZohoCRM.bulk.CREATE or ZohoCRM.bulk.ALL")
    }).pipe(Effect.provide(scripted([notFound(), noScope]))),
  )
})
