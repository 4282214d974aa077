import { assert, describe, it } from "@effect/vitest"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { type ApiVersion } from "@zoho-bulk/core/Settings"
import { getJobDetails, ZohoConnection } from "@zoho-bulk/core"
import { type CallFailure } from "@zoho-bulk/core/Failure"
import { Effect, Layer, Redacted } from "effect"
import { answering, serve } from "../../support/loopback.ts"
import { recordedJobs } from "../../support/recordedJobs.ts"
import { type RecordedExchange, recordings } from "../../support/recordings.ts"
import { runner } from "../../support/runner.ts"
import { thisRuntime } from "../../support/runtime.ts"

const connection = (apiDomain: string, apiVersion: ApiVersion) =>
  ZohoConnection.layer({ apiDomain, apiVersion }).pipe(
    Layer.provide(layerAccessToken(Redacted.make("t"))),
    Layer.provide(runner.layerHttpClient),
  )

/** Asks for the job that an exchange is about, of a server that gives the recorded answer over real HTTP. */
const ask = Effect.fnUntraced(function* (exchange: RecordedExchange) {
  const [, version, kind, id = ""] = /\/bulk\/([^/]+)\/(\w+)\/(\d+)$/.exec(exchange.request.path) ?? []
  const server = yield* serve(answering(exchange))
  const job = yield* Effect.result(
    getJobDetails({ kind: kind?.startsWith("rea") === true ? "read" : "write", id }).pipe(
      Effect.provide(connection(server.origin, version as ApiVersion)),
    ),
  )
  return { job, asked: server.requests.map(({ headers, method, url }) => ({ headers, method, url })) }
})

const tagOf: Readonly<Record<string, CallFailure["_tag"]>> = {
  INVALID_URL_PATTERN: "RequestNotAccepted",
  INVALID_REQUEST_METHOD: "RequestNotAccepted",
  AUTHENTICATION_FAILURE: "TokenRefused",
  OAUTH_SCOPE_MISMATCH: "ScopeMissing",
  RESOURCE_NOT_FOUND: "JobNotFound",
}

const title = ({ name, recording, request }: RecordedExchange): string =>
  `${recording}: ${name} (${request.method} ${request.path})`

describe("the recorded exchanges, over real HTTP", () => {
  const successes = recordings.filter(({ response }) => response.status === 200)
  const refusals = recordings.filter(({ response }) => response.status !== 200)

  it("are three jobs and twelve refusals", () => {
    assert.deepStrictEqual([successes.length, refusals.length], [3, 12])
  })

  for (const exchange of successes) {
    it.live(`${title(exchange)} is read from gzip and chunks, whole`, () =>
      Effect.scoped(
        Effect.gen(function* () {
          const { asked, job } = yield* ask(exchange)
          if (job._tag === "Failure") return assert.fail(job.failure.message)
          assert.deepStrictEqual<unknown>(job.success, {
            ...recordedJobs.find(({ body }) => body === exchange.response.body)?.job,
            accessTokenResetsAt: exchange.response.headers["X-ACCESSTOKEN-RESET"],
          })
          assert.deepStrictEqual(
            asked.map(({ method, url }) => `${method} ${url}`),
            [`GET ${exchange.request.path}`],
          )
          // Deno hands a packed answer over as it came, for us to unpack, only to who did not ask for one.
          assert.match(asked[0]?.headers["accept-encoding"] ?? "", thisRuntime === "node" ? /gzip/ : /^identity$/)
          assert.strictEqual(asked[0]?.headers.authorization, "Zoho-oauthtoken t")
        }),
      ),
    )
  }

  for (const exchange of refusals) {
    const code = exchange.name
    it.live(`${title(exchange)} becomes ${tagOf[code]}`, () =>
      Effect.scoped(
        Effect.gen(function* () {
          const { job } = yield* ask(exchange)
          if (job._tag === "Success") return assert.fail("a refusal was taken for a job")
          const failure = job.failure
          if (!("httpStatus" in failure)) return assert.fail(failure.message)
          assert.strictEqual(failure._tag, tagOf[code])
          assert.strictEqual(failure.code, code)
          assert.strictEqual(failure.httpStatus, exchange.response.status)
          assert.notStrictEqual(failure.remedy, "")
        }),
      ),
    )
  }
})
