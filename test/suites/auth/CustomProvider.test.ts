import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import {
  AccessToken,
  createReadJob,
  downloadResult,
  getJobDetails,
  type ReadJob,
  uploadFile,
  ZohoConnection,
} from "@zoho-bulk/core"
import { TokenUnavailable } from "@zoho-bulk/core/Auth"
import { type GetJobDetailsFailure } from "@zoho-bulk/core/Failure"
import { Cause, Effect, Exit, Layer, Option, Redacted, Stream } from "effect"
import { refusal } from "../../support/answers.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { ScriptedZoho, sentRequests, type Turn } from "../../support/ScriptedZoho.ts"
import { within } from "../../support/time.ts"

const connected = (
  get: AccessToken["Service"]["get"],
  replace: AccessToken["Service"]["replace"] = () => Effect.succeed(Option.none()),
  turns: Iterable<Turn> = [],
) =>
  ZohoConnection.layer({
    auth: Layer.succeed(AccessToken, {
      scheme: "Zoho-oauthtoken",
      get,
      replace,
      apiDomain: Effect.succeed(Option.none()),
    }),
  }).pipe(Layer.provideMerge(ScriptedZoho.layer(turns)))

const details = getJobDetails({ kind: "read", id: "1" })

const sealed = new TokenUnavailable({ problem: "the vault is sealed", remedy: "Unseal the vault." })

describe("an AccessToken provider of a program's own", () => {
  it.effect("that has no token fails the call with its own words, and nothing is sent", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(details), "TokenStoreFailed")
      assert.include(failure, { problem: "the vault is sealed", remedy: "Unseal the vault.", isRetryable: false })
      assert.deepInclude(failure.request, { operation: "getReadJob", jobId: "1" })
      assert.strictEqual(
        failure.message,
        "Could not get the details of read job 1: the vault is sealed\nUnseal the vault.",
      )
      assert.deepStrictEqual(yield* sentRequests, [])
    }).pipe(Effect.provide(connected(Effect.fail(sealed)))),
  )

  it.effect("that has no other token for a refused one fails the call as well", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(details), "TokenStoreFailed")
      assert.strictEqual(failure.remedy, "Unseal the vault.")
      assert.strictEqual((yield* sentRequests).length, 1)
    }).pipe(
      Effect.provide(
        connected(Effect.succeed(Redacted.make("1000.a.b")), () => Effect.fail(sealed), [
          refusal(401, "INVALID_TOKEN"),
        ]),
      ),
    ),
  )

  it.effect("fails an order, a download and an upload in the same way, and no order is of unknown outcome", () =>
    Effect.gen(function* () {
      const job = { kind: "read", id: "1", state: "completed", result: { downloadUrl: "/x" } } as unknown as ReadJob
      const file = { name: "a.zip", bytes: Stream.make(Uint8Array.of(0x50, 0x4b, 3, 4)) }
      expectTag(yield* Effect.flip(createReadJob({ module: "Leads" })), "TokenStoreFailed")
      expectTag(yield* Effect.flip(Stream.runDrain(downloadResult(job))), "TokenStoreFailed")
      expectTag(yield* Effect.flip(uploadFile(file)), "TokenStoreFailed")
      assert.deepStrictEqual(yield* sentRequests, [])
    }).pipe(Effect.provide(connected(Effect.fail(sealed)))),
  )

  it("shows nothing of that in the type of a call", () => {
    expectTypeOf<Extract<GetJobDetailsFailure, TokenUnavailable>>().toEqualTypeOf<never>()
    assert.strictEqual(sealed.message, "There is no access token: the vault is sealed\nUnseal the vault.")
  })

  it.effect("that never answers does not outlast the call", () =>
    Effect.gen(function* () {
      const failure = yield* getJobDetails({ kind: "read", id: "1" }).pipe(Effect.flip, within(30_000))
      assert.strictEqual(failure._tag === "NoAnswerInTime" && failure.limit, "callTimeout")
    }).pipe(Effect.provide(connected(Effect.never))),
  )

  it.effect("that gives what cannot be a token is stopped before the runtime shows it", () =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(getJobDetails({ kind: "read", id: "1" }))
      if (Exit.isSuccess(exit)) return assert.fail("it was sent")
      assert.isTrue(Cause.hasDies(exit.cause))
      assert.include(Cause.pretty(exit.cause), "line break")
      assert.notInclude(Cause.pretty(exit.cause), "token-secret")
    }).pipe(Effect.provide(connected(Effect.succeed(Redacted.make("bad\ntoken-secret"))))),
  )
})
