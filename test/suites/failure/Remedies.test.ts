import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { Effect } from "effect"
import { fault, page, refusal } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { failureAfter } from "../../support/failureAfter.ts"

const mismatch = refusal(401, "OAUTH_SCOPE_MISMATCH")
const notFound = refusal(404, "RESOURCE_NOT_FOUND")

describe("`remedy`", () => {
  it.effect("of ScopeMissing names the scopes of a read job in v3 and later", () =>
    Effect.gen(function* () {
      const { remedy } = yield* failureAfter(mismatch, "read", { apiVersion: "v8" })
      assert.include(remedy, "ZohoCRM.bulk.READ or ZohoCRM.bulk.ALL or ZohoCRM.modules.ALL")
    }),
  )

  it.effect("of ScopeMissing names both groups of scopes of a read job in v2", () =>
    Effect.gen(function* () {
      const { remedy } = yield* failureAfter(mismatch, "read", { apiVersion: "v2" })
      assert.include(remedy, "ZohoCRM.bulk.READ or ZohoCRM.bulk.ALL, and ZohoCRM.modules.ALL or ")
    }),
  )

  it.effect("of ScopeMissing names the scopes of a write job, and READ is none of them", () =>
    Effect.gen(function* () {
      const { remedy } = yield* failureAfter(mismatch, "write")
      assert.include(remedy, "ZohoCRM.bulk.CREATE or ZohoCRM.bulk.ALL")
      assert.notInclude(remedy, "READ")
    }),
  )

  it.effect("of TokenRefused names the data centre, for a token of another is refused alike", () =>
    Effect.gen(function* () {
      const { remedy } = yield* failureAfter(refusal(401, "INVALID_TOKEN"), "read", { dataCenter: "eu" })
      assert.match(remedy, /new access token.*ZOHO_DATA_CENTER.* eu\b.*other data centres/s)
    }),
  )

  it.effect("of JobNotFound names the data centre, and the other kind", () =>
    Effect.gen(function* () {
      const read = yield* failureAfter(notFound, "read", { dataCenter: "jp" })
      assert.match(read.remedy, /id.*data centre jp\..*may be a write job/s)
      assert.include(read.message, "no read job 4150868000005376042")
      const write = yield* failureAfter(notFound, "write")
      assert.match(write.remedy, /id.*data centre us\..*may be a read job/s)
    }),
  )

  it.effect("of JobNotFound names no other kind where both were looked for", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(getJobDetails({ id: "4150868000005376042" }))
      assert.include(failure.message, "no read or write job 4150868000005376042")
      assert.notMatch(failure.remedy, /may be/)
    }).pipe(Effect.provide(scripted([notFound, notFound]))),
  )

  it.effect("of PermissionDenied names who can help", () =>
    Effect.gen(function* () {
      const { remedy } = yield* failureAfter(refusal(403, "NO_PERMISSION"))
      assert.match(remedy, /administrator.*profile/)
    }),
  )

  it.effect("of RequestNotAccepted names the settings that make the path", () =>
    Effect.gen(function* () {
      const { remedy } = yield* failureAfter(refusal(404, "INVALID_URL_PATTERN"))
      assert.match(remedy, /ZOHO_API_VERSION.*ZOHO_API_DOMAIN/)
    }),
  )

  it.effect("of Throttled says when to come back", () =>
    Effect.gen(function* () {
      const headers = { "retry-after": "90" }
      const { remedy } = yield* failureAfter(refusal(429, "TOO_MANY_REQUESTS", { headers }))
      assert.include(remedy, "Try again in 90 s")
    }),
  )

  it.effect("of ZohoFailing and of NoAnswer says what to look at", () =>
    Effect.gen(function* () {
      assert.match((yield* failureAfter(page(502, "Bad Gateway"))).remedy, /status page/)
      assert.match((yield* failureAfter(fault("getaddrinfo ENOTFOUND x"))).remedy, /spelling of the host/)
    }),
  )

  it.effect("of InvalidJobId shows what an id looks like", () =>
    Effect.gen(function* () {
      const { remedy } = yield* Effect.flip(getJobDetails({ kind: "read", id: "abc" }))
      assert.include(remedy, "4150868000005376042")
    }).pipe(Effect.provide(scripted([]))),
  )
})

describe("the message of a failure", () => {
  it.effect("has Zoho's details between what happened and what to do, where there are any", () =>
    Effect.gen(function* () {
      const refused = refusal(400, "FIELD_NOT_SUPPORTED", { details: { api_name: "Tag" } })
      const { message, remedy, summary } = yield* failureAfter(refused)
      assert.strictEqual(message, `${summary}\nDetails: {"api_name":"Tag"}\n${remedy}`)
      const plain = yield* failureAfter(refusal(401, "INVALID_TOKEN", { details: {} }))
      assert.strictEqual(plain.message, `${plain.summary}\n${plain.remedy}`)
    }),
  )
})
