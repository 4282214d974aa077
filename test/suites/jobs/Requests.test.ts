import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { apiVersions } from "@zoho-bulk/core/Settings"
import { version } from "@zoho-bulk/core/runtime"
import { Effect, Tracer } from "effect"
import { always, json, refusal } from "../../support/answers.ts"
import { scripted, testToken } from "../../support/connected.ts"
import { sentRequests } from "../../support/ScriptedZoho.ts"
import { readBody, writeBody } from "../../support/samples.ts"

const id = "4150868000005376042"
const readJob = getJobDetails({ kind: "read", id })

describe("the request of `getJobDetails()`", () => {
  it.effect.each(apiVersions)("in %s is a GET of Zoho's path, bulk before version", (apiVersion) =>
    Effect.gen(function* () {
      yield* readJob
      yield* getJobDetails({ kind: "write", id })
      assert.deepStrictEqual(
        (yield* sentRequests).map(({ method, url }) => `${method} ${url}`),
        [
          `GET https://www.zohoapis.com/crm/bulk/${apiVersion}/read/${id}`,
          `GET https://www.zohoapis.com/crm/bulk/${apiVersion}/write/${id}`,
        ],
      )
    }).pipe(Effect.provide(scripted([json(readBody()), json(writeBody())], { settings: { apiVersion } }))),
  )

  it.effect("has these headers and no others", () =>
    Effect.gen(function* () {
      yield* readJob
      assert.deepStrictEqual<unknown>((yield* sentRequests)[0]?.headers, {
        accept: "application/json",
        authorization: `Zoho-oauthtoken ${testToken}`,
        "user-agent": `zoho-bulk/${version}`,
      })
      assert.match(version, /^\d+\.\d+\.\d+/)
    }).pipe(Effect.provide(scripted([json(readBody())]))),
  )

  it.effect("announces the token as Bearer where it is told to", () =>
    Effect.gen(function* () {
      yield* readJob
      assert.strictEqual((yield* sentRequests)[0]?.headers.authorization, `Bearer ${testToken}`)
    }).pipe(Effect.provide(scripted([json(readBody())], { scheme: "Bearer" }))),
  )

  it.effect("has no trace headers, although it is traced", () =>
    Effect.gen(function* () {
      const parent = Tracer.externalSpan({ traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331" })
      yield* readJob.pipe(Effect.withSpan("outer", { parent }))
      yield* readJob.pipe(Effect.withSpan("outer"), Effect.provideService(Tracer.Tracer, Tracer.nativeTracer))
      for (const { headers } of yield* sentRequests) {
        assert.sameMembers(Object.keys(headers), ["accept", "authorization", "user-agent"])
      }
      assert.strictEqual((yield* sentRequests).length, 2)
    }).pipe(Effect.provide(scripted(always(json(readBody()))))),
  )

  it.effect("brings the token each time it is tried", () =>
    Effect.gen(function* () {
      yield* Effect.flip(getJobDetails({ id }))
      assert.deepStrictEqual(
        (yield* sentRequests).map(({ headers }) => headers.authorization),
        [`Zoho-oauthtoken ${testToken}`, `Zoho-oauthtoken ${testToken}`],
      )
    }).pipe(Effect.provide(scripted(always(refusal(404, "RESOURCE_NOT_FOUND"))))),
  )
})
